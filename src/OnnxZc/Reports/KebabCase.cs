using System.Text;

namespace OnnxZc.Reports;

/// <summary>Names of enumeration members as scripts see them: <c>OutOfMemory</c> is <c>out-of-memory</c>.</summary>
static class KebabCase
{
    /// <summary>The name of <paramref name="value"/> in lower case with hyphens.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
