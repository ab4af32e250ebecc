using OnnxZc.Checks;

namespace OnnxZc.Tests.Checks.Rules;

/// <summary>Every rule can pass and can fail, under the same settings.</summary>
public sealed class RuleCaseTests
{
    static readonly RuleCase[] All =
    [
        .. SizeCases.All, .. FormatCases.All, .. HygieneCases.All, .. SafetyCases.All, .. BehaviourCases.All,
    ];

    public static TheoryData<string> Cases => [.. All.Select(item => item.ToString())];

    public static TheoryData<string> ModelRules =>
    [
        .. RuleCatalog.All.OfType<IModelRule>()
            .Select(rule => rule.Info)
            .Where(info => info.Group is not (RuleGroup.Score or RuleGroup.Meta))
            .Select(info => info.Id),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check_PassingAndFailingModelOfACase_PassesAndFails(string name)
    {
        var item = Assert.Single(All, item => item.ToString() == name);
        Assert.Empty(item.Check(item.Passing).Select(violation => violation.Message));
        Assert.Contains(
            item.Check(item.Failing),
            violation => violation.Message.Contains(item.Expected, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ModelRules))]
    public void Cases_OfEveryModelRule_AreThere(string rule) =>
        Assert.Contains(All, item => item.Rule == rule);
}
