using System.Text;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>The main graph of a model's fields.</summary>
sealed class GraphFields
{
    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int OperatorType = 4;
    public const int Attribute = 5;
    public const int Initializer = 5;
    public const int Input = 11;
    public const int Output = 12;

    const int Graph = 7;
    const int Node = 1;

    readonly List<WireField> _fields;

    GraphFields(List<WireField> fields)
    {
        _fields = fields;
        Nodes = [.. fields.Where(field => field is { Number: Node, Fields: not null })];
    }

    /// <summary>The nodes in the file's order.</summary>
    public List<WireField> Nodes { get; }

    /// <summary>The names of inputs and initializers.</summary>
    public IEnumerable<byte[]> Given() => Texts(Input, 1).Concat(Texts(Initializer, 8));

    /// <summary>The graph of a model; one without nodes where it has none.</summary>
    public static GraphFields Of(List<WireField> model) =>
        new(model.Find(field => field is { Number: Graph, Fields: not null })?.Fields ?? []);

    /// <summary>The names that a node produces.</summary>
    public static IEnumerable<byte[]> OutputsOf(WireField node) =>
        node.Fields!.Where(field => field.Number == NodeOutput).Select(field => field.Bytes);

    /// <summary>The inputs, outputs or initializers.</summary>
    public IEnumerable<WireField> Declared(int number) =>
        _fields.Where(field => field.Number == number && field.Fields is not null);

    /// <summary>The names that a node reads or produces.</summary>
    public List<WireField> Names(int node, int number) =>
        [.. Nodes[node].Fields!.Where(field => field.Number == number)];

    /// <summary>Makes nodes from a place on, and the graph's outputs, read another value.</summary>
    public void Redirect(byte[] old, byte[] name, int from)
    {
        var readers = Nodes.Skip(from).SelectMany(node => node.Fields!).Where(field => field.Number == NodeInput);
        var outputs = Declared(Output).SelectMany(output => output.Fields!).Where(field => field.Number == 1);
        foreach (var reader in readers.Concat(outputs).Where(reader => reader.Bytes.AsSpan().SequenceEqual(old)))
            reader.Bytes = name;
    }

    public void Remove(int node)
    {
        _fields.Remove(Nodes[node]);
        Nodes.RemoveAt(node);
    }

    /// <summary>Puts a node of one input and output in front of another.</summary>
    public void Insert(int node, string type, byte[] input, byte[] output)
    {
        WireField[] parts =
            [Text(NodeInput, input), Text(NodeOutput, output), Text(OperatorType, Encoding.UTF8.GetBytes(type))];
        var made = new WireField { Number = Node, Kind = 2, Content = WireMessage.Node, Fields = [.. parts] };
        _fields.Insert(_fields.IndexOf(Nodes[node]), made);
        Nodes.Insert(node, made);
    }

    IEnumerable<byte[]> Texts(int declared, int number) => Declared(declared)
        .SelectMany(part => part.Fields!).Where(part => part.Number == number).Select(part => part.Bytes);

    static WireField Text(int number, byte[] bytes) =>
        new() { Number = number, Kind = 2, Content = WireMessage.Text, Bytes = bytes };
}
