namespace OnnxZc.Data.Pickles;

/// <summary>Long text that stays in the file: bytes in UTF-8.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Length">How many bytes it takes there.</param>
sealed record PickledText(long Offset, long Length);
