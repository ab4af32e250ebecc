using System.Collections.Immutable;
using OnnxZc.Passes.Planning;

namespace OnnxZc.Passes;

/// <summary>What became of one executed pass: for each of its needs what was kept, or why there is nothing.</summary>
/// <param name="Kept">What the captures left.</param>
/// <param name="Errors">Why others left nothing.</param>
sealed record PassOutcome(
    IReadOnlyDictionary<PassNeed, object> Kept, IReadOnlyDictionary<PassNeed, Exception> Errors)
{
    /// <summary>Nothing of <paramref name="pass"/>, for one reason.</summary>
    public static PassOutcome Refused(PlannedPass pass, Exception reason) => new(
        ImmutableDictionary<PassNeed, object>.Empty, pass.Needs.ToDictionary(need => need, _ => reason));

    /// <summary>This, with what another attempt at some of the needs came to.</summary>
    public PassOutcome Joined(PassOutcome again) => new(
        Kept.Concat(again.Kept).ToDictionary(),
        Errors.Where(pair => !again.Kept.ContainsKey(pair.Key) && !again.Errors.ContainsKey(pair.Key))
            .Concat(again.Errors)
            .ToDictionary());

    /// <summary>What finished captures left.</summary>
    public static PassOutcome Of(IEnumerable<RunningCapture> captures)
    {
        var ended = captures.ToLookup(capture => capture.Error is null);
        return new(
            ended[true].ToDictionary(capture => capture.Need, capture => capture.Reduction!.Result()),
            ended[false].ToDictionary(capture => capture.Need, capture => capture.Error!));
    }
}
