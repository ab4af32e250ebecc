using System.Globalization;
using OnnxZc.Graphs;

namespace OnnxZc.Search.TransNas;

/// <summary>Sends the tiles of an image one after the other through the same layers.</summary>
static class TileByTile
{
    /// <summary>
    /// A graph whose input has the tiles at axis 1. What leads from the input to <paramref name="features"/> is there
    /// once for each tile, with the same weights; the readers of the features get those of each tile in turn.
    /// </summary>
    /// <param name="graph">The network of one tile; one node reads the features, as often as there are tiles.</param>
    /// <param name="features">The last value of a tile alone.</param>
    /// <param name="tiles">How many tiles there are.</param>
    public static Graph Unroll(Graph graph, string features, int tiles)
    {
        var input = graph.Inputs.Single();
        var own = OfATile(graph, input.Name, features);
        var nodes = graph.Nodes
            .Where(node => !own.Contains(node.Outputs[0]) && !node.Inputs.Contains(features))
            .ToList();
        var constants = new Dictionary<string, TensorData>(graph.Initializers);
        for (var tile = 0; tile < tiles; tile++)
        {
            constants[$"tile.{tile}"] = TensorData.Scalar((long)tile);
            nodes.Add(new(
                "",
                new("", "Gather", OperatorVersions.Resolve("", "Gather", graph.Opsets[""])),
                [input.Name, $"tile.{tile}"],
                [Named(input.Name, tile)],
                Attributes.Empty.With("axis", 1L)));
            nodes.AddRange(graph.Nodes.Where(node => own.Contains(node.Outputs[0])).Select(node => node with
            {
                Inputs = [.. node.Inputs.Select(name => own.Contains(name) ? Named(name, tile) : name)],
                Outputs = [.. node.Outputs.Select(name => Named(name, tile))],
            }));
        }

        nodes.AddRange(graph.Nodes.Where(node => node.Inputs.Contains(features)).Select(node => node with
        {
            Inputs = [.. node.Inputs.Select((_, tile) => Named(features, tile))],
        }));
        return graph.With(nodes, constants, [input with { Shape = input.Shape.Insert(1, new(tiles, null)) }]);
    }

    static HashSet<string> OfATile(Graph graph, string input, string features)
    {
        var own = new HashSet<string>(StringComparer.Ordinal) { input };
        foreach (var node in graph.Nodes)
        {
            if (!node.Inputs.Contains(features) && node.Inputs.Any(own.Contains))
                own.UnionWith(node.Outputs);
            if (node.Outputs.Contains(features))
                break;
        }

        return own;
    }

    static string Named(string name, int tile) => string.Create(CultureInfo.InvariantCulture, $"tiles.{tile}.{name}");
}
