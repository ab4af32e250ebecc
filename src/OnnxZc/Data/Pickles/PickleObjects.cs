using System.Text;

namespace OnnxZc.Data.Pickles;

/// <summary>What the few names that pickled arrays refer to stand for.</summary>
static class PickleObjects
{
    const int MaxDimensions = 8;

    static readonly Dictionary<string, PickledGlobal> _globals = new(StringComparer.Ordinal)
    {
        ["numpy.core.multiarray _reconstruct"] = PickledGlobal.Reconstruct,
        ["numpy._core.multiarray _reconstruct"] = PickledGlobal.Reconstruct,
        ["numpy.core.numeric _frombuffer"] = PickledGlobal.FromBuffer,
        ["numpy._core.numeric _frombuffer"] = PickledGlobal.FromBuffer,
        ["numpy ndarray"] = PickledGlobal.Array,
        ["numpy dtype"] = PickledGlobal.Type,
        ["_codecs encode"] = PickledGlobal.Encode,
    };

    /// <summary>What a name in a module stands for.</summary>
    /// <exception cref="DataException">It is not one of those above.</exception>
    public static object Global(string? module, string? name, string what) =>
        _globals.TryGetValue($"{module} {name}", out var global) ? global : throw new DataException(
            $"{what} refers to '{module}.{name}', which arrays do not need: it is refused, and nothing of it was run");

    /// <summary>What a call gives.</summary>
    public static object Call(object? function, object?[]? arguments, PickleInput input, string what) =>
        (function, arguments) switch
        {
            (PickledGlobal.Reconstruct, [PickledGlobal.Array, ..]) => new PickledArray(),
            (PickledGlobal.Type, [var name, ..]) when TextOf(name) is { } text => new PickledType(text),
            (PickledGlobal.Encode, [PickledText text, "latin1"]) => input.Latin1(text),
            (PickledGlobal.Encode, [string text, "latin1"]) => input.Latin1(text),
            (PickledGlobal.FromBuffer, [PickledBytes data, PickledType type, var shape, var order])
                when ShapeOf(shape) is { } sizes => Filled(sizes, type, TextOf(order) == "F", data),
            _ => throw Damaged(what),
        };

    /// <summary>Fills an array or a type.</summary>
    public static void SetState(object? target, object?[]? state, string what)
    {
        switch (target, state)
        {
            case (PickledArray array, [_, var shape, PickledType type, bool isFortran, PickledBytes data])
                when ShapeOf(shape) is { } sizes:
                array.Fill(sizes, type, isFortran, data);
                break;
            case (PickledType type, [_, var order, ..]) when TextOf(order) is { } text:
                type.IsBigEndian = text == ">";
                break;
            default:
                throw Damaged(what);
        }
    }

    static PickledArray Filled(long[] shape, PickledType type, bool isFortran, PickledBytes data)
    {
        var array = new PickledArray();
        array.Fill(shape, type, isFortran, data);
        return array;
    }

    static long[]? ShapeOf(object? value) =>
        value is object?[] { Length: <= MaxDimensions } sizes && sizes.All(size => size is long)
            ? [.. sizes.Select(size => (long)size!)]
            : null;

    static string? TextOf(object? value) => value switch
    {
        string text => text,
        PickledBytes { Content: { } bytes } => Encoding.Latin1.GetString(bytes),
        _ => null,
    };

    static DataException Damaged(string what) =>
        new($"{what} makes an array in a way that NumPy does not: it is damaged, or no data set");
}
