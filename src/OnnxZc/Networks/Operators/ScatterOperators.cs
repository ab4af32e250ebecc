using OnnxZc.Graphs;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators;

/// <summary>Operators that write elements at given positions of a copy.</summary>
static class ScatterOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Scatter", [9, 11], Elements);
        table.Add("ScatterElements", [11, 13, 16, 18], Elements);
        table.Add("ScatterND", [11, 13, 16, 18], Slices);
        table.Add("TensorScatter", [24], Cache);
    }

    static Tensor Elements(OperatorCall call)
    {
        var (x, updates) = (call[0], call[2]);
        var axis = call.Axis(call.Attributes.Int("axis", 0), x.ndim);
        var index = Positions.Wrap(call[1], x.shape[axis]);
        var reduction = call.Attributes.Text("reduction", "none");
        if (reduction == "none")
            return x.scatter(axis, index, updates);
        if (reduction == "add")
            return x.scatter_add(axis, index, updates);

        var linear = Positions.OfElements(index, axis, x.shape);
        return Write(call, x.reshape(-1, 1), linear, updates.reshape(-1, 1), reduction).reshape(x.shape);
    }

    static Tensor Slices(OperatorCall call)
    {
        var (x, index, updates) = (call[0], call[1], call[2]);
        var depth = (int)index.shape[^1];
        var count = TensorData.CountOf(x.shape.Take(depth));
        var width = TensorData.CountOf(x.shape.Skip(depth));
        var linear = Positions.OfTuples(index, x.shape[..depth]).reshape(-1);
        var written = Write(
            call,
            x.reshape(count, width),
            linear,
            updates.reshape(linear.numel(), width),
            call.Attributes.Text("reduction", "none"));
        return written.reshape(x.shape);
    }

    static Tensor Write(OperatorCall call, Tensor rows, Tensor index, Tensor updates, string reduction) =>
        reduction switch
        {
            "none" => rows.index_copy(0, index, updates),
            "add" => rows.index_add(0, index, updates, 1),
            "mul" => InRounds(rows, index, updates, (a, b) => a * b),
            "max" => InRounds(rows, index, updates, torch.maximum),
            "min" => InRounds(rows, index, updates, torch.minimum),
            _ => throw call.Unsupported($"reduction {reduction}"),
        };

    // Each round writes every row at most once, so that all updates of a row count and each has its gradient.
    static Tensor InRounds(Tensor rows, Tensor index, Tensor updates, Func<Tensor, Tensor, Tensor> combine)
    {
        using var host = index.cpu();
        var targets = host.data<long>().ToArray();
        var rounds = new List<List<long>>();
        var seen = new Dictionary<long, int>();
        for (var i = 0; i < targets.Length; i++)
        {
            var round = seen.GetValueOrDefault(targets[i]);
            seen[targets[i]] = round + 1;
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round].Add(i);
        }

        foreach (var round in rounds)
        {
            var picks = torch.tensor(round.ToArray(), device: rows.device);
            var target = index.index_select(0, picks);
            var combined = combine(rows.index_select(0, target), updates.index_select(0, picks));
            rows = rows.index_copy(0, target, combined);
        }

        return rounds.Count == 0 ? rows.alias() : rows;
    }

    static Tensor Cache(OperatorCall call)
    {
        var (past, update) = (call[0], call[1]);
        var axis = call.Axis(call.Attributes.Int("axis", -2), past.ndim);
        if (axis == 0)
            throw ModelException.At(call.Node, ModelErrorCode.InvalidGraph, "axis 0 is the batch");
        var (size, length) = (past.shape[axis], update.shape[axis]);
        var starts = call.Ints(2) ?? new long[past.shape[0]];
        var isCircular = call.Attributes.Text("mode", "linear") == "circular";
        var samples = starts.Select((start, i) =>
        {
            long[] places = [.. Enumerable.Range(0, (int)length).Select(j => start + j)];
            if (isCircular)
                places = [.. places.Select(place => place % size)];
            return past.select(0, i).index_copy(
                axis - 1, torch.tensor(places, device: past.device), update.select(0, i));
        });
        return torch.stack(samples);
    }
}
