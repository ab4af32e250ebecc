using System.Buffers.Binary;

namespace OnnxZc.Search.Benchmarks;

/// <summary>What a repeat of NAS-Bench-101 came to: the message <c>ModelMetrics</c> of nasbench/lib.</summary>
/// <param name="Accuracies">On training, validation and test images after the last epoch, as shares.</param>
/// <param name="Seconds">Training time.</param>
/// <param name="Parameters">The number of trained parameters.</param>
sealed record NasBench101Result(double[] Accuracies, double Seconds, double Parameters)
{
    const int Varint = 0;
    const int Fixed64 = 1;
    const int Bytes = 2;

    /// <summary>Reads the message.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NasBench101Result Read(ReadOnlySpan<byte> message)
    {
        var last = new double[6];
        var parameters = 0.0;
        while (message.Length > 0)
        {
            var field = Next(ref message);
            if (field is { Name: 1, Kind: Bytes })
                last = Evaluation(field.Part);
            else if (field is { Name: 2, Kind: Varint })
                parameters = field.Number;
        }

        return new([last[3], last[4], last[5]], last[2], parameters);
    }

    // Epoch, seconds and three accuracies are the fields 1 to 5.
    static double[] Evaluation(ReadOnlySpan<byte> message)
    {
        var numbers = new double[6];
        while (message.Length > 0)
        {
            var field = Next(ref message);
            if (field.Kind == Fixed64 && field.Name < (ulong)numbers.Length)
                numbers[field.Name] = BitConverter.UInt64BitsToDouble(field.Number);
        }

        return numbers;
    }

    static Field Next(ref ReadOnlySpan<byte> message)
    {
        var tag = Number(ref message);
        switch (tag & 7)
        {
            case Varint:
                return new(tag >> 3, Varint, Number(ref message), []);
            case Fixed64:
                return new(tag >> 3, Fixed64, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8)), []);
            case Bytes:
                var length = Number(ref message);
                return new(tag >> 3, Bytes, 0, Take(ref message, length));
            default:
                throw new FormatException("a field is of a kind that results do not have");
        }
    }

    static ulong Number(ref ReadOnlySpan<byte> message)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Take(ref message, 1)[0];
            number |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return number;
        }

        throw new FormatException("a number does not end");
    }

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, ulong length)
    {
        if (length > (ulong)message.Length)
            throw new FormatException("the results are cut off");
        var part = message[..(int)length];
        message = message[(int)length..];
        return part;
    }

    readonly ref struct Field(ulong name, int kind, ulong number, ReadOnlySpan<byte> part)
    {
        public ulong Name { get; } = name;

        public int Kind { get; } = kind;

        public ulong Number { get; } = number;

        public ReadOnlySpan<byte> Part { get; } = part;
    }
}
