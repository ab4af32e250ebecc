using OnnxZc.Proxies;

namespace OnnxZc.Checks.Locks;

/// <summary>How far a number may get worse.</summary>
static class NumberTolerance
{
    /// <summary>How many standard deviations of repeats are no regression.</summary>
    public const double Deviations = 2;

    /// <summary>The difference that is allowed: absolute, relative and by the measured spread, added up.</summary>
    public static double Allowed(LockedNumber locked) =>
        locked.Absolute + (locked.Relative * Math.Abs(locked.Value)) + (Deviations * (locked.Deviation ?? 0));

    /// <summary>How far a number got worse; 0 or less where it did not.</summary>
    /// <param name="before">The number then.</param>
    /// <param name="after">The number now.</param>
    /// <param name="direction">Which values are better; where neither is, every move is to the worse.</param>
    public static double Loss(double before, double after, Direction direction) => direction switch
    {
        Direction.Higher => before - after,
        Direction.Lower => after - before,
        _ => Math.Abs(after - before),
    };
}
