namespace OnnxZc.Graphs;

/// <summary>
/// Element types of a tensor; the numbers are those of the ONNX format's <c>TensorProto.DataType</c>.
/// </summary>
public enum ElementType
{
    /// <summary>Not given in the file.</summary>
    Undefined = 0,

    /// <summary>IEEE 754 single precision.</summary>
    Float32 = 1,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 3,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 4,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    String = 8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool = 9,

    /// <summary>IEEE 754 half precision.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 double precision.</summary>
    Float64 = 11,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 12,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 13,

    /// <summary>Two single-precision numbers.</summary>
    Complex64 = 14,

    /// <summary>Two double-precision numbers.</summary>
    Complex128 = 15,

    /// <summary>Brain floating point: the upper half of a single-precision number.</summary>
    BFloat16 = 16,
}
