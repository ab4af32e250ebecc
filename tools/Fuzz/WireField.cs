using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>A field of a protobuf message, with fields of its own where the ONNX format has a message.</summary>
sealed class WireField
{
    const int Length = 2;

    public required int Number { get; set; }

    public required int Kind { get; init; }

    /// <summary>What the format has in a field of this number.</summary>
    public WireMessage Content { get; init; }

    /// <summary>The number, where it is a varint.</summary>
    public ulong Value { get; set; }

    /// <summary>The bytes, where it is neither a varint nor a message.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>The fields, where it is a message.</summary>
    public List<WireField>? Fields { get; init; }

    /// <summary>The message that <paramref name="bytes"/> hold; they must be well-formed.</summary>
    public static List<WireField> Parse(ReadOnlySpan<byte> bytes, WireMessage message)
    {
        List<WireField> fields = [];
        while (!bytes.IsEmpty)
        {
            var tag = Varint.Read(ref bytes);
            fields.Add(Parse(ref bytes, tag, message));
        }

        return fields;
    }

    public WireField Copy() => new()
    {
        Number = Number,
        Kind = Kind,
        Content = Content,
        Value = Value,
        Bytes = Bytes,
        Fields = Fields?.ConvertAll(field => field.Copy()),
    };

    public static byte[] Write(IEnumerable<WireField> fields)
    {
        using var bytes = new MemoryStream();
        foreach (var field in fields)
            field.Write(bytes);
        return bytes.ToArray();
    }

    void Write(MemoryStream bytes)
    {
        Varint.Write(bytes, ((ulong)Number << 3) | (uint)Kind);
        if (Kind == 0)
        {
            Varint.Write(bytes, Value);
            return;
        }

        var content = Fields is null ? Bytes : Write(Fields);
        if (Kind == Length)
            Varint.Write(bytes, (ulong)content.Length);
        bytes.Write(content);
    }

    static WireField Parse(ref ReadOnlySpan<byte> bytes, ulong tag, WireMessage message)
    {
        var (number, kind) = ((int)(tag >> 3), (int)(tag & 7));
        if (kind == 0)
            return new() { Number = number, Kind = kind, Value = Varint.Read(ref bytes) };
        var length = kind switch { 1 => 8, 5 => 4, _ => (int)Varint.Read(ref bytes) };
        var content = bytes[..length];
        bytes = bytes[length..];
        var what = kind == Length ? WireSchema.Content(message, (ulong)number) : WireMessage.None;
        return new()
        {
            Number = number,
            Kind = kind,
            Content = what,
            Bytes = content.ToArray(),
            Fields = what is WireMessage.None or WireMessage.Text ? null : Parse(content, what),
        };
    }
}
