namespace OnnxZc.Data.Pickles;

/// <summary>The names in other modules that a pickle of arrays refers to; any other is refused.</summary>
enum PickledGlobal
{
    /// <summary>Makes an empty array, which is then filled.</summary>
    Reconstruct,

    /// <summary>Makes an array of bytes, type, shape and order (pickle protocol 5).</summary>
    FromBuffer,

    /// <summary>The class of arrays.</summary>
    Array,

    /// <summary>Makes a type of elements.</summary>
    Type,

    /// <summary>Makes bytes of text (how Python 3 writes bytes in protocol 2).</summary>
    Encode,
}
