namespace OnnxZc.Tests.Data;

/// <summary>Files that other programs wrote; the README.md beside them says how.</summary>
static class Fixture
{
    public static string PathOf(string name) =>
        Path.Combine(Checkout.Root, "tests", "OnnxZc.Tests", "Data", "Fixtures", name);
}
