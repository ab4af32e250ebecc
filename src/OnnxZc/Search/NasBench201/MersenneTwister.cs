namespace OnnxZc.Search.NasBench201;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998, https://doi.org/10.1145/272991.272995) as Python's <c>random</c> seeds it
/// with a number of up to 32 bits: published orders were shuffled by it.
/// </summary>
sealed class MersenneTwister
{
    const int Size = 624;
    const int Shift = 397;

    readonly uint[] _state = new uint[Size];
    int _next = Size;

    /// <param name="seed">What <c>random.seed</c> was given.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = 19650218;
        for (var i = 1; i < Size; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        var at = 1;
        for (var i = 0; i < Size; i++)
            at = Mix(at, 1664525, seed, isAdded: true);
        for (var i = 1; i < Size; i++)
            at = Mix(at, 1566083941, (uint)at, isAdded: false);
        _state[0] = 0x80000000;
    }

    /// <summary>Shuffles as <c>random.shuffle</c> does.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    int Below(int bound)
    {
        var bits = 32 - int.LeadingZeroCount(bound);
        while (true)
        {
            var value = (int)(Word() >> (32 - bits));
            if (value < bound)
                return value;
        }
    }

    int Mix(int at, uint factor, uint term, bool isAdded)
    {
        var mixed = _state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * factor);
        _state[at] = isAdded ? mixed + term : mixed - term;
        if (++at < Size)
            return at;
        _state[0] = _state[Size - 1];
        return 1;
    }

    uint Word()
    {
        if (_next == Size)
            Turn();
        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    void Turn()
    {
        for (var i = 0; i < Size; i++)
        {
            var joined = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Shift) % Size] ^ (joined >> 1) ^ ((joined & 1) * 0x9908B0DF);
        }

        _next = 0;
    }
}
