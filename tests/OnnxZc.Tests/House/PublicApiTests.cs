namespace OnnxZc.Tests.House;

/// <summary>A change of the public surface shows in review as a change of PublicApi.txt.</summary>
public sealed class PublicApiTests
{
    static readonly string Approved = Path.Combine(Checkout.Root, "tests", "OnnxZc.Tests", "PublicApi.txt");

    [Fact]
    public void Library_PublicSurface_IsTheReviewedOne()
    {
        var actual = PublicApi.Of(typeof(Scorer).Assembly);
        if (Environment.GetEnvironmentVariable("ONNXZC_ACCEPT") == "1")
            File.WriteAllText(Approved, actual);
        var approved = File.ReadAllText(Approved);
        Assert.True(
            approved == actual,
            "PublicApi.txt differs: run the tests once with ONNXZC_ACCEPT=1 and review the change");
    }

    [Fact]
    public void Library_Types_AreSealedOrStatic()
    {
        var classes = typeof(Scorer).Assembly.GetTypes()
            .Where(type => type.IsClass && type.Namespace?.StartsWith("OnnxZc", StringComparison.Ordinal) == true)
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .ToArray();
        var open = classes.Where(type => !type.IsSealed).Select(type => type.FullName).ToArray();
        Assert.True(open.Length <= classes.Length / 10, $"not sealed: {string.Join(", ", open)}");
    }
}
