using OnnxZc.Graphs.Inference;

namespace OnnxZc.Tests.Graphs.Inference;

public sealed class ShapeRuleCoverageTests
{
    [Fact]
    public void Rules_OperatorsOfTheZoo_AreAllCoveredButControlFlow()
    {
        foreach (var path in SharedFiles.Matching("zoo", "ops.csv"))
        {
            var types = File.ReadLines(path).Skip(1).Select(line => line[..line.IndexOf(',')]);
            Assert.Equal(["If"], types.Where(type => !ShapeRuleTable.Covers(new("", type, 1))));
        }
    }
}
