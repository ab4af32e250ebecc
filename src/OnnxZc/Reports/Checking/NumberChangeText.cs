using OnnxZc.Checks.Locks;

namespace OnnxZc.Reports.Checking;

/// <summary>A number then and now as people read it.</summary>
static class NumberChangeText
{
    /// <summary><c>71.2 → 68.9, -3.2 %, allowed 2 %</c>; the number alone where it has not moved.</summary>
    public static string Of(NumberChange change) => change switch
    {
        { Before: null, After: null } => "–",
        { Before: null, After: { } now } => NumberText.Short(now),
        { Before: { } then, After: null } => $"{NumberText.Short(then)} → –",
        { Before: { } then, After: { } now } when then.Equals(now) => NumberText.Short(now),
        { Before: { } then, After: { } now } =>
            $"{NumberText.Short(then)} → {NumberText.Short(now)}, "
            + $"{Signed(now - then)}{Share(now - then, then)}{Allowed(change)}",
    };

    /// <summary>What the colour of the number says.</summary>
    public static Tone ToneOf(NumberChange change) => change switch
    {
        { IsViolated: true } => Tone.Bad,
        { Before: { } then, After: { } now } when !then.Equals(now) => Tone.Doubtful,
        _ => Tone.Plain,
    };

    static string Allowed(NumberChange change) =>
        change.Allowed is { } allowed ? $", allowed {Share(allowed, change.Before!.Value)}" : "";

    static string Signed(double difference) => difference < 0 ? "-" : "+";

    // A change from 0 is no share of it.
    static string Share(double part, double whole) => whole == 0
        ? NumberText.Short(Math.Abs(part))
        : $"{NumberText.Short(Math.Round(Math.Abs(part / whole) * 100, 2))} %";
}
