namespace OnnxZc.Passes;

/// <summary>What the rebuilt network computes in, whichever floating-point types the file has.</summary>
public enum Precision
{
    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,
}
