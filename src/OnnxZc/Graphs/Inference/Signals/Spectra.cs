using System.Collections.Immutable;

namespace OnnxZc.Graphs.Inference.Signals;

/// <summary>Fourier transforms, windows, and the weights of mel bands.</summary>
static class Spectra
{
    /// <summary>The family's rules by operator type.</summary>
    public static IEnumerable<(string Type, ShapeRule Rule)> Rules =>
    [
        ("DFT", new(Dft)),
        ("STFT", new(Stft)),
        ("HannWindow", new(Window)),
        ("HammingWindow", new(Window)),
        ("BlackmanWindow", new(Window)),
        ("MelWeightMatrix", new(MelWeightMatrix)),
    ];

    static Inferred Dft(Operation op)
    {
        var input = op.ShapeOfRank(0, 2);
        var axis = op.Axis(op.Attributes.Int("axis", 1), input);
        if (op.Since >= 20)
        {
            if (op.Has(2) && op.Integers(2) is null)
                return op.DependsOn(2);
            axis = op.Axis(op.Integers(2)?[0] ?? -2, input);
        }

        if (op.Has(1) && op.Integers(1) is null)
            return op.DependsOn(1);
        var isOneSided = op.Attributes.Int("onesided", 0) != 0;
        var isReal = isOneSided && op.Attributes.Int("inverse", 0) != 0;
        var length = op.Integers(1)?[0] ?? (isReal ? 2 * (input[axis] - 1) : input[axis]);
        var size = isOneSided && !isReal ? (length / 2) + 1 : length;
        return op.Result(input.SetItem(axis, size).SetItem(input.Length - 1, isReal ? 1 : 2));
    }

    static Inferred Stft(Operation op)
    {
        var signal = op.ShapeOfRank(0, 2);
        if (op.Integers(1) is not [var step])
            return op.DependsOn(1);
        if (op.Has(3) && op.Integers(3) is null)
            return op.DependsOn(3);
        var length = op.Integers(3)?[0] ?? (op.Has(2) ? op.Shape(2)[0] : signal[1]);
        if (step < 1 || length < 1 || length > signal[1])
            throw op.Mismatch($"frames of {length} in steps of {step} do not fit a signal of {signal[1]}");
        var frequencies = op.Attributes.Int("onesided", 1) != 0 ? (length / 2) + 1 : length;
        return op.Result([signal[0], ((signal[1] - length) / step) + 1, frequencies, 2]);
    }

    static Inferred Window(Operation op) => op.Integers(0) is [var size]
        ? op.Result(OutputType(op), [size])
        : op.DependsOn(0);

    static Inferred MelWeightMatrix(Operation op)
    {
        if (op.Integers(0) is not [var bands])
            return op.DependsOn(0);
        if (op.Integers(1) is not [var length])
            return op.DependsOn(1);
        ImmutableArray<long> shape = [(length / 2) + 1, bands];
        return op.Result(OutputType(op), shape);
    }

    static ElementType OutputType(Operation op) =>
        (ElementType)op.Attributes.Int("output_datatype", (long)ElementType.Float32);
}
