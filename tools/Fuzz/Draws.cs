using OnnxZc.Numerics;

namespace OnnxZc.Fuzz;

/// <summary>The random choices of one mutant, the same on every machine.</summary>
sealed class Draws(long seed, long mutant)
{
    readonly RandomStream _stream = new($"fuzz:{mutant}", seed);
    long _next;

    public ulong Word() => _stream.Word(_next++);

    public int Below(int bound) => (int)(Word() % (ulong)Math.Max(bound, 1));

    public bool OneIn(int chances) => Below(chances) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
