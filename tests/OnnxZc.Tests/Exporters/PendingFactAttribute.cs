using OnnxZc.Networks;

namespace OnnxZc.Tests.Exporters;

/// <summary>A fact about an operator that is skipped as long as there is no such operator.</summary>
sealed class PendingFactAttribute : FactAttribute
{
    public PendingFactAttribute(string type, string domain = "")
    {
        if (!OperatorTable.All.Any(id => id.Type == type && id.Domain == domain))
            Skip = $"there is no {type} yet";
    }
}
