using OnnxZc.Graphs;

namespace OnnxZc.Tests.Graphs;

public sealed class ModelExceptionTests
{
    [Theory]
    [InlineData("a\nb\u001b[31m", "a\\u000ab\\u001b[31m")]
    [InlineData("x\u202egnp\u2028y", "x\\u202egnp\\u2028y")]
    [InlineData("Größe 网络 \ud83d\ude00", "Größe 网络 \ud83d\ude00")]
    public void Message_NamesWithControlCharacters_ArePrintedEscaped(string text, string printed) =>
        Assert.Equal(printed, new ModelException(ModelErrorCode.InvalidGraph, text).Message);

    [Fact]
    public void Message_NameOfAMillionCharacters_IsCut() =>
        Assert.Equal(4001, new ModelException(ModelErrorCode.InvalidGraph, new('n', 1_000_000)).Message.Length);
}
