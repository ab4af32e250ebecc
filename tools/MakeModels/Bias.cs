namespace OnnxZc.MakeModels;

/// <summary>What a layer adds to its result.</summary>
enum Bias
{
    None,
    Zero,

    /// <summary>Drawn, as a folded batch normalization leaves it.</summary>
    Drawn,
}
