namespace OnnxZc;

/// <summary>What became of one model.</summary>
public enum CardStatus
{
    /// <summary>Every proxy has a value or is not applicable.</summary>
    Ok,

    /// <summary>Some proxies have values, others failed.</summary>
    Partial,

    /// <summary>No proxy has a value: <see cref="ScoreCard.Error"/> or the scores' reasons say why.</summary>
    Failed,
}
