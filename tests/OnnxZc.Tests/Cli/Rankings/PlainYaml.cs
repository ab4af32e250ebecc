using System.Text.Json;

namespace OnnxZc.Tests.Cli.Rankings;

/// <summary>
/// Reads the part of YAML that manifests are written in: mappings and lists by indentation, flow lists and quoted
/// texts, which are JSON, and plain scalars of one line. All else fails.
/// </summary>
sealed class PlainYaml
{
    readonly (int Indent, string Text)[] _lines;
    int _at;

    PlainYaml(string text) => _lines =
    [
        .. text.Split('\n').Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'))
            .Select(line => (line.Length - line.TrimStart(' ').Length, line.TrimStart(' '))),
    ];

    /// <summary>Mappings as dictionaries, lists as arrays, scalars as texts or numbers.</summary>
    public static object Read(string text)
    {
        var reader = new PlainYaml(text);
        var value = reader.Block(0);
        Assert.Equal(reader._lines.Length, reader._at);
        return value;
    }

    object Block(int indent) => _lines[_at].Text.StartsWith("- ", StringComparison.Ordinal)
        ? Items(indent)
        : Mapping(indent);

    bool IsAt(int indent, bool isItem) => _at < _lines.Length && _lines[_at].Indent == indent
        && _lines[_at].Text.StartsWith("- ", StringComparison.Ordinal) == isItem;

    object[] Items(int indent)
    {
        List<object> items = [];
        while (IsAt(indent, isItem: true))
        {
            // The rest of the line is the first of a block that stands two columns further in.
            _lines[_at] = (indent + 2, _lines[_at].Text[2..]);
            items.Add(Block(indent + 2));
        }

        return [.. items];
    }

    Dictionary<string, object> Mapping(int indent)
    {
        var mapping = new Dictionary<string, object>();
        while (IsAt(indent, isItem: false))
        {
            var line = _lines[_at++].Text;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0 && line[..colon].All(char.IsAsciiLetterOrDigit), line);
            var rest = line[(colon + 1)..];
            Assert.True(rest.Length == 0 || rest[0] == ' ', line);
            mapping.Add(line[..colon], rest.Length > 0 ? Scalar(rest.Trim()) : Nested(indent));
        }

        return mapping;
    }

    object Nested(int indent)
    {
        Assert.True(_at < _lines.Length && _lines[_at].Indent > indent, "a key without a value");
        return Block(_lines[_at].Indent);
    }

    static object Scalar(string text)
    {
        if (text[0] == '[')
            return JsonSerializer.Deserialize<string[]>(text)!;
        if (text[0] == '"')
            return JsonSerializer.Deserialize<string>(text)!;
        Assert.DoesNotContain(": ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" #", text, StringComparison.Ordinal);
        Assert.True(char.IsAsciiLetterOrDigit(text[0]) || text[0] == '/', text);
        return int.TryParse(text, out var number) ? number : text;
    }
}
