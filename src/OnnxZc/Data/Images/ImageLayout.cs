namespace OnnxZc.Data.Images;

/// <summary>How a model takes an image.</summary>
enum ImageLayout
{
    /// <summary>Channel, row, column.</summary>
    ChannelsFirst,

    /// <summary>Row, column, channel.</summary>
    ChannelsLast,

    /// <summary>All numbers in one dimension, channel, row and column in that order.</summary>
    Flat,
}
