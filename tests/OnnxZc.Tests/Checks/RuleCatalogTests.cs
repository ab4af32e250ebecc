using System.Text.RegularExpressions;
using OnnxZc.Checks;

namespace OnnxZc.Tests.Checks;

/// <summary>The catalogue is written by hand; these tests hold it against the assembly.</summary>
public sealed partial class RuleCatalogTests
{
    [Fact]
    public void All_RulesOfTheAssembly_AreEachListedOnce()
    {
        var rules = typeof(IRule).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IRule)) && !type.IsInterface && !type.IsAbstract);
        Assert.Equal(Sorted(rules), Sorted(RuleCatalog.All.Select(rule => rule.GetType())));
    }

    [Fact]
    public void All_Rules_StandByGroupAndThenAlphabetically()
    {
        var order = RuleCatalog.All.Select(rule => (rule.Info.Group, rule.Info.Id)).ToArray();
        Assert.Equal(order.OrderBy(rule => rule.Group).ThenBy(rule => rule.Id, StringComparer.Ordinal), order);
    }

    [Fact]
    public void Info_OfEveryRule_SaysAllThatAPolicyWriterNeeds() => Assert.All(
        RuleCatalog.All.Select(rule => rule.Info),
        info =>
        {
            Assert.Matches(Kebab(), info.Id);
            Assert.All(
                (string[])[info.Demand, info.Why, info.Fix],
                text => Assert.EndsWith(".", text, StringComparison.Ordinal));
            Assert.StartsWith(info.Id, info.Passing, StringComparison.Ordinal);
            Assert.NotEmpty(info.Failing);
            Assert.All(info.AtLeastOneOf, name => Assert.Contains(info.Parameters, item => item.Name == name));
            Assert.Equal(info.Parameters.Length, info.Parameters.DistinctBy(item => item.Name).Count());
        });

    [Fact]
    public void Defaults_OfParameters_HaveTheTypesThatSettingsHave() => Assert.All(
        RuleCatalog.All.SelectMany(rule => rule.Info.Parameters),
        parameter => Assert.True(parameter.Default is null || parameter.Kind switch
        {
            ParameterKind.Number or ParameterKind.Bytes or ParameterKind.Ratio => parameter.Default is double,
            ParameterKind.Flag => parameter.Default is bool,
            ParameterKind.Text => parameter.Default is string,
            _ => parameter.Default is System.Collections.Immutable.ImmutableArray<string>,
        }));

    [Fact]
    public void Ids_OfAllRules_AreUnique() =>
        Assert.Equal(RuleCatalog.All.Count, RuleCatalog.All.DistinctBy(rule => rule.Info.Id).Count());

    static IEnumerable<string?> Sorted(IEnumerable<Type> types) =>
        types.Select(type => type.FullName).Order(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
