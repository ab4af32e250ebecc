namespace OnnxZc.Checks.Locks;

/// <summary>A number in a lock file with what may become of it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Relative">The share by which it may get worse.</param>
/// <param name="Absolute">How much it may get worse.</param>
sealed record LockedNumber(double Value, double Relative = 0, double Absolute = 0);
