namespace OnnxZc.Fuzz;

/// <summary>Damage to bytes, whatever they mean.</summary>
static class ByteMutations
{
    static readonly byte[] _odd = [0, 1, 2, 0x0A, 0x12, 0x3A, 0x7F, 0x80, 0xFE, 0xFF];

    public static byte[] Apply(byte[] bytes, Draws draws)
    {
        var at = draws.Below(bytes.Length);
        var count = Math.Min(1 + draws.Below(16), bytes.Length - at);
        switch (draws.Below(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << draws.Below(8));
                return bytes;
            case 1:
                bytes[at] = draws.Of(_odd);
                return bytes;
            case 2:
                bytes[at] = (byte)draws.Word();
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes[..at], .. bytes[(at + count)..]];
            case 5:
                return [.. bytes[..at], .. bytes[at..(at + count)], .. bytes[at..]];
            default:
                var from = draws.Below(bytes.Length - count + 1);
                bytes.AsSpan(from, count).CopyTo(bytes.AsSpan(at));
                return bytes;
        }
    }
}
