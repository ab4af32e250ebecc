using System.Globalization;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Reports.Checking;

/// <summary>What excuses a violation, in a phrase.</summary>
static class WaiverText
{
    /// <summary><c>waived until 2026-12-31: weights over 2 GB</c>.</summary>
    public static string Of(Waiver waiver) => waiver.Until is { } until
        ? $"waived until {until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: {waiver.Reason}"
        : $"waived: {waiver.Reason}";
}
