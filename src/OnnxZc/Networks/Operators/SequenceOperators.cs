using System.Collections.Immutable;
using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators on sequences and on values that may be absent.</summary>
static class SequenceOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.AddValues("SequenceConstruct", [11], call => [TensorList.Of(call.Inputs)]);
        table.AddValues("SequenceEmpty", [11], _ => [new TensorList([])]);
        table.AddValues("SequenceInsert", [11], Insert);
        table.AddValues("SequenceErase", [11], Erase);
        table.AddValues("SequenceMap", [17], Map);
        table.AddValues("SplitToSequence", [11, 24], Split);
        table.Add("SequenceAt", [11], call => call.List(0).Items[Position(call, 1, ends: false)].alias());
        table.Add("SequenceLength", [11], call => torch.tensor((long)call.List(0).Items.Length));
        table.Add("ConcatFromSequence", [11], Concat);
        table.AddValues("Optional", [15], call => [call.Count > 0 ? call.Values[0].Alias() : default]);
        table.AddValues("OptionalGetElement", [15, 18], Element);
        table.Add("OptionalHasElement", [15, 18], call => torch.tensor(call.Count > 0 && call.Values[0].IsGiven));
    }

    static Value[] Insert(OperatorCall call)
    {
        var items = call.List(0).Items;
        return [TensorList.Of(items.Insert(Position(call, 2, ends: true), call[1]))];
    }

    static Value[] Erase(OperatorCall call)
    {
        var items = call.List(0).Items;
        return [TensorList.Of(items.RemoveAt(Position(call, 1, ends: false)))];
    }

    static Value[] Map(OperatorCall call)
    {
        var body = call.Body("body");
        var results = body.Graph.Outputs.Select(_ => ImmutableArray.CreateBuilder<Tensor>()).ToArray();
        for (var i = 0; i < call.List(0).Items.Length; i++)
        {
            call.Iterations!.Take(call.Node);
            var inputs = call.Values.ToArray().Select(value => value.List is { } list ? list.Items[i] : value);
            foreach (var (k, output) in body.Run([.. inputs]).Index())
                results[k].Add(ControlOperators.Slice(call, output));
        }

        return [.. results.Select(items => (Value)new TensorList(items.ToImmutable()))];
    }

    static Value[] Split(OperatorCall call)
    {
        var x = call[0];
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var size = x.shape[axis];
        if (!call.Node.HasInput(1))
        {
            var isKept = call.Attributes.Int("keepdims", 1) != 0;
            var slices = Enumerable.Range(0, (int)size)
                .Select(i => isKept ? x.narrow(axis, i, 1) : x.select(axis, i));
            return [new TensorList([.. slices])];
        }

        var sizes = call.Ints(1)!;
        if (call.Optional(1) is { ndim: 0 } || (call.Optional(1) is null && sizes.Length == 1))
        {
            var part = Math.Max(1, sizes[0]);
            var count = (size + part - 1) / part;
            sizes = [.. Enumerable.Range(0, (int)count).Select(i => Math.Min(part, size - (i * part)))];
        }

        return [new TensorList([.. x.split(sizes, axis)])];
    }

    static Tensor Concat(OperatorCall call)
    {
        var items = call.List(0).Items;
        if (items.Length == 0)
            throw ModelException.At(call.Node, ModelErrorCode.ShapeMismatch, "the sequence to join is empty");
        var isNew = call.Attributes.Int("new_axis", 0) != 0;
        var axis = call.Axis(call.Attributes.Int("axis", 0), items[0].ndim + (isNew ? 1 : 0));
        return isNew ? torch.stack(items, axis) : torch.cat([.. items], axis);
    }

    static Value[] Element(OperatorCall call) => call.Values[0].IsGiven
        ? [call.Values[0].Alias()]
        : throw ModelException.At(call.Node, ModelErrorCode.InvalidGraph, "the optional value is absent");

    // A position among the elements, counted from the front; by default the end.
    static int Position(OperatorCall call, int input, bool ends)
    {
        var count = call.List(0).Items.Length;
        var last = ends ? count : count - 1;
        if (!call.Node.HasInput(input))
            return last;
        var position = call.Ints(input)![0];
        var fromFront = position < 0 ? position + count : position;
        return fromFront >= 0 && fromFront <= last
            ? (int)fromFront
            : throw ModelException.At(
                call.Node, ModelErrorCode.ShapeMismatch, $"position {position} is outside a sequence of {count}");
    }
}
