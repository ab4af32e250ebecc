using System.Security.Cryptography;
using System.Text;
using OnnxZc.Checks;

namespace OnnxZc.Reports.Checking;

/// <summary>One violation with all that a platform wants to know of it.</summary>
/// <param name="Result">What it belongs to.</param>
/// <param name="Violation">What is wrong.</param>
/// <param name="Place">Where it is shown: in the policy or lock file, or on the first line of the model.</param>
/// <param name="Occurrence">Which it is, from 1, of those with the same rule, model and part.</param>
sealed record CheckFinding(RuleResult Result, Violation Violation, PolicyPlace Place, int Occurrence)
{
    /// <summary>The broken rule.</summary>
    public RuleInfo Rule => Result.Rule;

    /// <summary>Whether something excuses it.</summary>
    public bool IsWaived => Result.Waiver is not null;

    /// <summary>What to do.</summary>
    public string Fix => Violation.Fix ?? Rule.Fix;

    /// <summary>
    /// What is wrong, led by the part of the model that it is about where the sentence does not name it.
    /// </summary>
    public string Text => Violation.Part is { Length: > 0 } part
        && !Violation.Message.Contains(part, StringComparison.Ordinal)
        ? $"{part}: {Violation.Message}"
        : Violation.Message;

    /// <summary>
    /// What it is known by from run to run: SHA-256 of rule, model, part and occurrence, of no measured value.
    /// </summary>
    public string Fingerprint
    {
        get
        {
            string[] key = [Rule.Id, Result.Model, Violation.Part ?? "", $"{Occurrence}"];
            var text = string.Concat(key.Select(item => $"{item.Length}:{item}"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }
}
