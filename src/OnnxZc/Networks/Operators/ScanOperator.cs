using System.Collections.Immutable;
using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>A loop over the slices of tensors, with states that go from one to the next.</summary>
static class ScanOperator
{
    /// <summary>Version 9 and later: axes and directions are free, and there is no batch.</summary>
    public static Value[] Whole(OperatorCall call)
    {
        var sliced = Sliced(call, 0);
        var states = call.Values[..^sliced].ToArray();
        var inputs = call.Values[^sliced..].ToArray().Select((value, k) => Input(call, value, k, sliced)).ToArray();
        return Run(call, states, inputs, inputs[0].Length, Attribute(call, "scan_output_axes"));
    }

    /// <summary>Version 8: every sample of the batch is scanned alone, over its own length.</summary>
    public static Value[] EverySample(OperatorCall call)
    {
        var sliced = Sliced(call, 1);
        var lengths = call.Ints(0);
        var states = call.Values[1..^sliced].ToArray();
        var inputs = call.Values[^sliced..].ToArray();
        var most = call[call.Count - 1].shape[1];
        var directions = Attribute(call, "directions");
        var samples = new List<Value[]>();
        for (var sample = 0; sample < call[call.Count - 1].shape[0]; sample++)
        {
            var length = lengths?[sample] ?? most;
            Value Part(Value value) => ControlOperators.Slice(call, value).select(0, sample);
            var parts = inputs.Select((value, k) => new Slices(
                ControlOperators.Slice(call, Part(value)).narrow(0, 0, length), 0, At(directions, k) != 0));
            var outputs = Run(call, Array.ConvertAll(states, Part), [.. parts], length, []);
            samples.Add([.. outputs.Select((value, k) => k < states.Length ? value : Padded(call, value, most))]);
        }

        return [.. Enumerable.Range(0, samples[0].Length).Select(k => (Value)torch.stack(
            samples.Select(outputs => outputs[k].Tensor!)))];
    }

    static Value[] Run(
        OperatorCall call, Value[] states, Slices[] inputs, long length, ImmutableArray<long> outputAxes)
    {
        var body = call.Body("body");
        var results = new List<Tensor>[Math.Max(0, body.Graph.Outputs.Length - states.Length)];
        for (var k = 0; k < results.Length; k++)
            results[k] = [];
        if (inputs.Any(input => input.Length != length))
            throw ModelException.At(call.Node, ModelErrorCode.ShapeMismatch, "the scanned inputs differ in length");

        for (var i = 0L; i < length; i++)
        {
            call.Iterations!.Take(call.Node);
            var step = i;
            var slices = Array.ConvertAll(inputs, input => (Value)input[step]);
            var outputs = body.Run([.. states, .. slices]);
            Array.ForEach(slices, slice => slice.Dispose());
            ControlOperators.Replace(states, outputs.AsSpan(0, states.Length), isOwned: i > 0);
            for (var k = 0; k < results.Length; k++)
                results[k].Add(ControlOperators.Slice(call, outputs[states.Length + k]));
        }

        if (length == 0)
            states = Array.ConvertAll(states, state => state.Alias());
        var directions = Attribute(call, "scan_output_directions");
        return
        [
            .. states,
            .. results.Select((parts, k) =>
            {
                if (At(directions, k) != 0)
                    parts.Reverse();
                var axis = At(outputAxes, k);
                var rank = parts.Count == 0 ? 0 : parts[0].ndim;
                return ControlOperators.Joined(
                    call, body, parts, states.Length + k, parts.Count == 0 ? 0 : call.Axis(axis, rank + 1));
            }),
        ];
    }

    static int Sliced(OperatorCall call, int first)
    {
        var sliced = call.Attributes.Int("num_scan_inputs", 0);
        return sliced > 0 && sliced <= call.Count - first
            ? (int)sliced
            : throw ModelException.At(
                call.Node, ModelErrorCode.InvalidGraph, $"num_scan_inputs is {sliced} for {call.Count} inputs");
    }

    static Slices Input(OperatorCall call, Value value, int index, int sliced)
    {
        var tensor = ControlOperators.Slice(call, value);
        var axis = call.Axis(At(Attribute(call, "scan_input_axes"), index), tensor.ndim);
        return new(tensor, axis, At(Attribute(call, "scan_input_directions"), index) != 0);
    }

    static Value Padded(OperatorCall call, Value value, long length)
    {
        var tensor = ControlOperators.Slice(call, value);
        if (tensor.shape[0] == length)
            return value;
        long[] missing = [length - tensor.shape[0], .. tensor.shape[1..]];
        return torch.cat([tensor, torch.zeros(missing, dtype: tensor.dtype, device: tensor.device)]);
    }

    static ImmutableArray<long> Attribute(OperatorCall call, string name) => call.Attributes.Ints(name);

    static long At(ImmutableArray<long> values, int index) => index < values.Length ? values[index] : 0;

    /// <summary>A tensor that is taken slice by slice along an axis, maybe from its end.</summary>
    sealed record Slices(Tensor Tensor, long Axis, bool IsReversed)
    {
        public long Length => Tensor.shape[Axis];

        public Tensor this[long i] => Tensor.select(Axis, IsReversed ? Length - 1 - i : i);
    }
}
