namespace OnnxZc.Reports;

/// <summary>What a card says in words: why it failed, why scores are missing, what was not counted.</summary>
static class CardNotes
{
    /// <summary>
    /// The notes of <paramref name="card"/>, a sentence each, worst first; proxies with one reason share one.
    /// </summary>
    public static IEnumerable<(string Text, Tone Tone)> Of(ScoreCard card)
    {
        if (card.Error is { } error)
        {
            var tone = card.Status == CardStatus.Failed ? Tone.Bad : Tone.Doubtful;
            yield return ($"{KebabCase.Of(error.Code)}: {error.Message}", tone);
        }

        foreach (var group in card.Scores
            .Where(score => score.Status != ScoreStatus.Ok && score.Reason != card.Error?.Message)
            .OrderBy(score => score.Status == ScoreStatus.NotApplicable)
            .GroupBy(score => (score.Status, score.Reason)))
        {
            var names = string.Join(", ", group.Select(score => score.Proxy));
            var tone = group.Key.Status == ScoreStatus.NotApplicable ? Tone.Faint : Tone.Bad;
            yield return ($"{names} {CardColumns.WordOf(group.Key.Status)}: {group.Key.Reason}", tone);
        }

        if (card.Trust?.BatchReason is { } reason)
            yield return ($"batch fixed: {reason}", Tone.Doubtful);
        if (card.Trust?.Parts is { } parts)
            yield return ($"the batch ran in {parts} parts for want of memory", Tone.Faint);
        if (card.Trust is { Uncounted.Count: > 0 } trust)
            yield return ($"not counted in flops: {string.Join(", ", trust.Uncounted)}", Tone.Doubtful);
    }
}
