namespace OnnxZc.Graphs.Files;

/// <summary>
/// Walks a model's bytes before anything is built from them: finds where the file is cut or damaged, and holds the
/// limits on counts, depth and lengths. Weights are skipped, not read, and nothing recurses.
/// </summary>
sealed class WireScan(Stream stream, ReadLimits limits)
{
    readonly Stack<(WireMessage Message, long End)> _open = new();
    readonly long _length = stream.Length;
    long _position = stream.Position;
    int _nodes;
    int _parts;

    /// <summary>Walks from the stream's position to its end.</summary>
    /// <exception cref="ModelException">Cut, damaged, or beyond a limit; the message gives the offset.</exception>
    public void Run()
    {
        _open.Push((WireMessage.Model, _length));
        while (_open.TryPeek(out var message))
        {
            if (_position == message.End)
                _open.Pop();
            else
                Field(message.Message, message.End);
        }
    }

    void Field(WireMessage message, long end)
    {
        var start = _position;
        var tag = Varint(end);
        if (tag >> 3 is 0 or > 0x1FFF_FFFF)
            throw Damaged(start, "a field number that protobuf does not have");
        switch (tag & 7)
        {
            case 0:
                Varint(end);
                break;
            case 1:
                Skip(start, 8, end);
                break;
            case 2:
                Content(WireSchema.Content(message, tag >> 3), start, end);
                break;
            case 5:
                Skip(start, 4, end);
                break;
            default:
                throw Damaged(start, $"wire type {tag & 7}, which ONNX does not use");
        }
    }

    void Content(WireMessage content, long start, long end)
    {
        var length = Varint(end);
        if (content == WireMessage.Text && length > (ulong)limits.MaxStringBytes)
            throw TooLarge(start, $"a text of {length} bytes", limits.MaxStringBytes);
        if (content != WireMessage.None && ++_parts > limits.MaxParts)
            throw TooLarge(start, "too many parts", limits.MaxParts);
        if (content == WireMessage.Node && ++_nodes > limits.MaxNodes)
            throw TooLarge(start, "too many nodes", limits.MaxNodes);
        if (content is WireMessage.None or WireMessage.Text)
        {
            Skip(start, length, end);
            return;
        }

        CheckFits(start, length, end);
        if (_open.Count > limits.MaxDepth)
            throw TooLarge(start, "messages are nested too deep", limits.MaxDepth);
        _open.Push((content, _position + (long)length));
    }

    void Skip(long start, ulong length, long end)
    {
        CheckFits(start, length, end);
        _position += (long)length;
        stream.Position = _position;
    }

    void CheckFits(long start, ulong length, long end)
    {
        if (length <= (ulong)(end - _position))
            return;
        if (end == _length || length > (ulong)(_length - _position))
            throw Cut(start, $"a field of {length} bytes begins where {_length - _position} are left");
        throw Damaged(start, $"a field of {length} bytes in a message that has {end - _position} left");
    }

    ulong Varint(long end)
    {
        var start = _position;
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == end && end < _length)
                throw Damaged(start, "a number runs over its message's end");
            var next = _position == end ? -1 : stream.ReadByte();
            if (next < 0)
                throw Cut(start, "a number is incomplete");
            _position++;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Damaged(start, "a number of more than 10 bytes");
    }

    static ModelException Cut(long offset, string what) =>
        new(ModelErrorCode.Malformed, $"the file is cut at offset {offset}: {what}; copy or download it again");

    static ModelException Damaged(long offset, string what) =>
        new(
            ModelErrorCode.Malformed,
            $"the file is not an ONNX model, or is damaged at offset {offset}: {what}; copy or download it again");

    static ModelException TooLarge(long offset, string what, long limit) =>
        new(ModelErrorCode.TooLarge, $"{what} at offset {offset}; the limit is {limit}");
}
