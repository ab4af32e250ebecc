using OnnxZc.Search.Building;

namespace OnnxZc.Search.MobileNetV3;

/// <summary>An inverted bottleneck.</summary>
/// <param name="Name">What its layers' names start with.</param>
/// <param name="From">Channels that it takes.</param>
/// <param name="To">Channels that it makes.</param>
/// <param name="Expansion">By how much it widens what it takes.</param>
/// <param name="Window">Its depthwise convolution.</param>
/// <param name="IsSwish">Whether it has the hard swish, not the rectifier.</param>
/// <param name="IsExcited">Whether it has squeeze-and-excitation.</param>
sealed record Bottleneck(
    string Name, int From, int To, int Expansion, Window Window, bool IsSwish, bool IsExcited);
