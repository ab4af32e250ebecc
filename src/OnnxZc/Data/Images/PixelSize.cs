namespace OnnxZc.Data.Images;

/// <summary>Rows and columns of an image.</summary>
readonly record struct PixelSize(int Height, int Width);
