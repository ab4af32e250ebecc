namespace OnnxZc.Data.Images;

/// <summary>An image of 8 bits a channel.</summary>
/// <param name="Channels">1 or 3, red first.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Bytes">The channels one after the other, each row by row.</param>
readonly record struct Pixels(int Channels, int Height, int Width, byte[] Bytes);
