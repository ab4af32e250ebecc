using System.Collections.Immutable;

namespace OnnxZc.Graphs.Rewriting;

/// <summary>The nodes of a subgraph in the place of the node that has it.</summary>
/// <param name="graph">The whole graph.</param>
sealed class Inlining(Graph graph)
{
    const int MostIterations = 64;
    const int MostNodes = 20_000;

    readonly HashSet<string> _taken = [.. ValueNames.All(graph)];
    int _nodes;

    /// <summary>Constants that the new nodes read.</summary>
    public List<KeyValuePair<string, TensorData>> Initializers { get; } = [];

    /// <summary>The branch of an If, producing the If's outputs.</summary>
    public IEnumerable<Node> Branch(Node node, Graph branch) => Placed(branch, [], node.Outputs, suffix: null);

    /// <summary>The iterations of a Loop one after another, or null when they are too many.</summary>
    public IEnumerable<Node>? Iterations(Node node, Graph body, long count)
    {
        var states = Math.Max(0, node.Inputs.Length - 2);
        var slices = Math.Max(0, body.Outputs.Length - 1 - states);
        if (count > MostIterations || (count == 0 && slices > 0) || body.Inputs.Length != states + 2
            || (_nodes += (int)count * body.Nodes.Length) > MostNodes)
            return null;

        var nodes = new List<Node>();
        var current = node.Inputs.Skip(2).ToArray();
        var parts = Enumerable.Range(0, slices).Select(_ => new List<string>()).ToArray();
        for (var i = 0; i < count; i++)
        {
            var results = body.Outputs.Select(output => Claim($"{output.Name}/{i}")).ToArray();
            nodes.AddRange(Placed(body, [.. Turn(node, i), .. current], results, $"{i}"));
            current = results[1..(1 + states)];
            for (var k = 0; k < slices; k++)
                parts[k].Add(results[1 + states + k]);
        }

        for (var i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Outputs[i].Length > 0)
                nodes.AddRange(i < states ? [Copy(current[i], node.Outputs[i])] : Stacked(node, parts[i - states], i));
        }

        return nodes;
    }

    string[] Turn(Node node, int iteration)
    {
        var (number, condition) = (Claim($"{node.Label}/iteration{iteration}"), Claim($"{node.Label}/true{iteration}"));
        Initializers.Add(new(number, TensorData.Scalar((long)iteration)));
        Initializers.Add(new(condition, TensorData.Scalar(true)));
        return [number, condition];
    }

    // The subgraph's nodes reading other inputs, giving other outputs and, where they are repeated, under other names.
    IEnumerable<Node> Placed(
        Graph body, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, string? suffix)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < body.Inputs.Length; i++)
            names[body.Inputs[i].Name] = inputs[i];
        var copies = new List<(string From, string To)>();
        for (var i = 0; i < Math.Min(body.Outputs.Length, outputs.Count); i++)
        {
            var name = body.Outputs[i].Name;
            if (outputs[i].Length > 0 && (body.Producer(name) is null || !names.TryAdd(name, outputs[i])))
                copies.Add((name, outputs[i]));
        }

        if (suffix is not null)
        {
            foreach (var name in body.Nodes.SelectMany(Defined).Where(name => !names.ContainsKey(name)))
                names[name] = Claim($"{name}/{suffix}");
        }

        var renaming = new Renaming(names);
        return body.Nodes.Select(renaming.Of)
            .Concat(copies.Select(copy => Copy(names.GetValueOrDefault(copy.From, copy.From), copy.To)));
    }

    static IEnumerable<string> Defined(Node node) => node.Outputs.Where(output => output.Length > 0)
        .Concat(node.Attributes.Bodies.SelectMany(ValueNames.All));

    IEnumerable<Node> Stacked(Node loop, List<string> parts, int output)
    {
        var rows = new List<string>();
        foreach (var part in parts)
        {
            var row = Claim($"{part}/row");
            yield return Unsqueezed(loop, part, row);
            rows.Add(row);
        }

        yield return Make("Concat", [.. rows], loop.Outputs[output], new([new("axis", 0L)]));
    }

    Node Unsqueezed(Node loop, string part, string row)
    {
        if (graph.Opsets.GetValueOrDefault("", OperatorVersions.Newest) < 13)
            return Make("Unsqueeze", [part], row, new([new("axes", ImmutableArray.Create(0L))]));
        var axes = Claim($"{loop.Label}/axes");
        Initializers.Add(new(axes, TensorData.Int64s(0)));
        return Make("Unsqueeze", [part, axes], row, Attributes.Empty);
    }

    Node Copy(string from, string to) => Make("Identity", [from], to, Attributes.Empty);

    Node Make(string type, string[] inputs, string output, Attributes attributes)
    {
        var version = OperatorVersions.Resolve("", type, graph.Opsets.GetValueOrDefault("", OperatorVersions.Newest));
        return new("", new("", type, version), [.. inputs], [output], attributes);
    }

    string Claim(string wanted)
    {
        var name = wanted;
        for (var i = 2; !_taken.Add(name); i++)
            name = $"{wanted}~{i}";
        return name;
    }
}
