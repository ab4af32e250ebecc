using System.Text;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>
/// Changes that leave a model well-formed as a graph, so that what follows reading is tried too: settings, sizes and
/// weights of other values, edges from other nodes, nodes left out, put in and exchanged, inner values made outputs.
/// </summary>
/// <param name="model">The fields of the model.</param>
/// <param name="draws">The choices.</param>
/// <param name="operators">Names of operators to choose from.</param>
sealed class MildMutations(List<WireField> model, Draws draws, IReadOnlyList<string> operators)
{
    static readonly string[] _unary =
        ["Relu", "Neg", "Abs", "Sigmoid", "Tanh", "Identity", "Transpose", "Flatten", "Shape", "Softmax", "Dropout"];

    readonly GraphFields _graph = GraphFields.Of(model);

    public void Apply()
    {
        if (_graph.Nodes.Count == 0)
            return;
        switch (draws.Below(10))
        {
            case 0 or 1:
                ChangeSetting();
                break;
            case 2:
                ChangeSize();
                break;
            case 3:
                ChangeWeights();
                break;
            case 4:
                Rewire();
                break;
            case 5:
                LeaveOut();
                break;
            case 6:
                PutIn();
                break;
            case 7:
                Exchange();
                break;
            case 8:
                Expose();
                break;
            default:
                ChangeVersion();
                break;
        }
    }

    void ChangeSetting()
    {
        var settings = _graph.Nodes.SelectMany(node => node.Fields!)
            .Where(field => field.Number == GraphFields.Attribute).ToList();
        var values = settings.SelectMany(setting => setting.Fields!)
            .Where(field => field is { Number: 2 or 3, Kind: not 2 } or { Number: 7 or 8 }).ToList();
        if (values.Count == 0)
            return;
        var value = draws.Of(values);
        if (value.Kind == 0)
            value.Value = Whole(value.Value);
        else if (value.Kind == 5)
            value.Bytes = BitConverter.GetBytes(draws.Of(Oddities.Floats));
        else if (Varint.Unpack(value.Bytes) is { } whole && value.Number == 8)
            value.Bytes = Varint.Pack(whole.ConvertAll(one => draws.OneIn(2) ? Whole(one) : one));
    }

    // Mostly by a little, as a size that fits nowhere is refused at once.
    ulong Whole(ulong old) => draws.Below(5) switch
    {
        0 => (ulong)draws.Below(8),
        1 => unchecked((ulong)draws.Of(Oddities.Numbers)),
        _ => unchecked(old + (ulong)draws.Below(3) - 1),
    };

    void ChangeSize()
    {
        var sizes = _graph.Declared(GraphFields.Input).SelectMany(Sizes).ToList();
        if (sizes.Count > 0)
            draws.Of(sizes).Value = (ulong)draws.Below(draws.OneIn(4) ? 4096 : 12);
    }

    static IEnumerable<WireField> Sizes(WireField field) => field.Content == WireMessage.Entry
        ? field.Fields!.Where(part => part is { Number: 1, Kind: 0 })
        : (field.Fields ?? []).SelectMany(Sizes);

    void ChangeWeights()
    {
        var data = _graph.Declared(GraphFields.Initializer).SelectMany(tensor => tensor.Fields!)
            .Where(field => field is { Number: 4 or 9, Kind: 2, Bytes.Length: >= 4 }).ToList();
        if (data.Count == 0)
            return;
        var weights = draws.Of(data);
        var bytes = weights.Bytes.ToArray();
        var value = BitConverter.GetBytes(draws.Of(Oddities.Floats));
        var step = draws.OneIn(2) ? 4 : bytes.Length;
        for (var at = draws.Below(bytes.Length / 4) * 4; at + 4 <= bytes.Length; at += step)
            value.CopyTo(bytes, at);
        weights.Bytes = bytes;
    }

    void Rewire()
    {
        var at = draws.Below(_graph.Nodes.Count);
        var inputs = _graph.Names(at, GraphFields.NodeInput);
        if (inputs.Count > 0)
            draws.Of(inputs).Bytes = Earlier(at);
    }

    byte[] Earlier(int at)
    {
        List<byte[]> names = [.. _graph.Given(), .. _graph.Nodes.Take(at).SelectMany(GraphFields.OutputsOf)];
        return names.Count > 0 ? draws.Of(names) : [];
    }

    // The readers of its outputs read its first input.
    void LeaveOut()
    {
        var at = draws.Below(_graph.Nodes.Count);
        if (_graph.Names(at, GraphFields.NodeInput) is not [var input, ..])
            return;
        foreach (var output in GraphFields.OutputsOf(_graph.Nodes[at]))
            _graph.Redirect(output, input.Bytes, from: at + 1);
        _graph.Remove(at);
    }

    void PutIn()
    {
        var at = draws.Below(_graph.Nodes.Count);
        var inputs = _graph.Names(at, GraphFields.NodeInput);
        if (inputs.Count == 0)
            return;
        var edge = draws.Of(inputs);
        var name = Encoding.UTF8.GetBytes($"fuzz{draws.Below(1_000_000)}");
        _graph.Insert(at, draws.OneIn(3) ? draws.Of(operators) : draws.Of(_unary), edge.Bytes, name);
        edge.Bytes = name;
    }

    void Exchange()
    {
        var node = _graph.Nodes[draws.Below(_graph.Nodes.Count)];
        if (node.Fields!.Find(field => field.Number == GraphFields.OperatorType) is { } type)
            type.Bytes = Encoding.UTF8.GetBytes(draws.OneIn(2) ? draws.Of(operators) : draws.Of(_unary));
    }

    void Expose()
    {
        var outputs = _graph.Declared(GraphFields.Output).ToList();
        var name = Earlier(_graph.Nodes.Count);
        if (outputs.Count > 0 && draws.Of(outputs).Fields!.Find(field => field.Number == 1) is { } declared)
            declared.Bytes = name;
    }

    void ChangeVersion()
    {
        var versions = model.Where(field => field is { Number: 8, Fields: not null })
            .SelectMany(import => import.Fields!).Where(field => field is { Number: 2, Kind: 0 }).ToList();
        if (versions.Count > 0)
            draws.Of(versions).Value = (ulong)(7 + draws.Below(20));
    }
}
