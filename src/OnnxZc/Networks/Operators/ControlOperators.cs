using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators that run subgraphs: a choice, a loop, and a loop over slices.</summary>
static class ControlOperators
{
    static readonly int[] Versions = [1, 11, 13, 16, 19, 21, 23, 24, 25];

    public static void Register(OperatorRegistry table)
    {
        table.AddValues("If", Versions, If);
        table.AddValues("Loop", Versions, Loop);
        table.AddValues("Scan", [8], ScanOperator.EverySample);
        table.AddValues("Scan", [9, 11, 16, 19, 21, 23, 24, 25], ScanOperator.Whole);
    }

    static Value[] If(OperatorCall call) => call.Body(Truth(call, 0) ? "then_branch" : "else_branch").Run();

    static Value[] Loop(OperatorCall call)
    {
        var body = call.Body("body");
        var most = call.Node.HasInput(0) ? call.Ints(0)![0] : long.MaxValue;
        var goesOn = !call.Node.HasInput(1) || Truth(call, 1);
        Value[] states = call.Values.Length > 2 ? call.Values[2..].ToArray() : [];
        var slices = new List<Tensor>[Math.Max(0, body.Graph.Outputs.Length - 1 - states.Length)];
        for (var k = 0; k < slices.Length; k++)
            slices[k] = [];

        var iteration = 0L;
        for (; iteration < most && goesOn; iteration++)
        {
            call.Iterations!.Take(call.Node);
            using var number = torch.tensor(iteration).to(body.Device);
            using var condition = torch.tensor(goesOn).to(body.Device);
            var outputs = body.Run([number, condition, .. states]);
            goesOn = Truth(call, outputs[0]);
            outputs[0].Dispose();
            Replace(states, outputs.AsSpan(1, states.Length), isOwned: iteration > 0);
            for (var k = 0; k < slices.Length; k++)
                slices[k].Add(Slice(call, outputs[1 + states.Length + k]));
        }

        if (iteration == 0)
            states = Array.ConvertAll(states, state => state.Alias());
        var first = 1 + states.Length;
        return [.. states, .. slices.Select((parts, k) => Joined(call, body, parts, first + k, axis: 0))];
    }

    /// <summary>Puts new states in the place of the old, which are disposed of where they are the loop's.</summary>
    public static void Replace(Span<Value> states, ReadOnlySpan<Value> next, bool isOwned)
    {
        for (var i = 0; i < states.Length; i++)
        {
            if (isOwned)
                states[i].Dispose();
            states[i] = next[i];
        }
    }

    /// <summary>The tensor that an iteration adds to a result.</summary>
    public static Tensor Slice(OperatorCall call, Value value) => value.Tensor
        ?? throw ModelException.At(call.Node, ModelErrorCode.InvalidGraph, "the body gives no tensor to collect");

    /// <summary>What all iterations gave for one output of the body, along a new axis.</summary>
    public static Value Joined(OperatorCall call, Body body, List<Tensor> parts, int output, long axis)
    {
        if (parts.Count > 0)
        {
            var joined = torch.stack(parts, axis);
            parts.ForEach(part => part.Dispose());
            return joined;
        }

        // Without an iteration only what is known before the walk, or declared, tells what there would be.
        var declared = body.Graph.Outputs[output];
        var known = body.Known(output);
        long[] sizes = known is not null ? [.. known.Shape]
            : declared.Shape.IsDefault ? [] : [.. declared.Shape.Select(dimension => dimension.Size ?? 0)];
        var type = known?.Type ?? declared.Type;
        return torch.zeros(
            [0, .. sizes],
            dtype: type == ElementType.Undefined ? torch.float32 : TensorConversion.ScalarTypeOf(call.Node, type),
            device: body.Device);
    }

    static bool Truth(OperatorCall call, int input) => call.Ints(input) is [var value] ? value != 0 : throw Odd(call);

    static bool Truth(OperatorCall call, Value value)
    {
        if (value.Tensor is not { } tensor || tensor.numel() != 1)
            throw Odd(call);
        using var host = tensor.detach().to_type(torch.int64).cpu().reshape(1);
        return host.data<long>().ToArray()[0] != 0;
    }

    static ModelException Odd(OperatorCall call) =>
        ModelException.At(call.Node, ModelErrorCode.ShapeMismatch, "the condition is not one truth value");
}
