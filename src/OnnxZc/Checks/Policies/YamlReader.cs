using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OnnxZc.Checks.Policies;

/// <summary>
/// Reads the part of YAML that policies are written in: maps, lists and texts, all bounded. Aliases and tags are
/// refused: nothing here needs them, and they make small files large.
/// </summary>
sealed class YamlReader
{
    const int MaxBytes = 1 << 20;
    const int MaxNodes = 50_000;
    const int MaxDepth = 12;

    readonly string _file;
    readonly Parser _parser;
    int _nodes;

    YamlReader(string text, string file) => (_file, _parser) = (file, new(new Scanner(new StringReader(text))));

    /// <summary>The file's content; an empty map where it has none.</summary>
    /// <param name="path">The file, as it is opened.</param>
    /// <param name="file">The file, as errors name it.</param>
    /// <exception cref="PolicyException">It cannot be read, or goes beyond the bounds.</exception>
    public static ConfigNode ReadFile(string path, string file)
    {
        var start = new PolicyPlace(file, 1, 1);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.CanSeek && stream.Length > MaxBytes)
                throw new PolicyException(start, $"the file has more than {MaxBytes} bytes: is it a policy?");
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var buffer = new char[MaxBytes + 1];
            var length = reader.ReadBlock(buffer, 0, buffer.Length);
            return length <= MaxBytes
                ? Read(new(buffer, 0, length), file)
                : throw new PolicyException(start, $"the file has more than {MaxBytes} bytes: is it a policy?");
        }
        catch (DecoderFallbackException e)
        {
            throw new PolicyException(start, "the file is not in UTF-8; save it so", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException(start, $"the file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The content of a text; an empty map where it has none.</summary>
    /// <exception cref="PolicyException">It is no YAML, or goes beyond the bounds.</exception>
    public static ConfigNode Read(string text, string file)
    {
        try
        {
            return new YamlReader(text, file).Document();
        }
        catch (YamlException e)
        {
            throw new PolicyException(PlaceOf(file, e.Start), MessageOf(e), e);
        }
    }

    ConfigNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return new ConfigMap([], new(_file, 1, 1));
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Current is not StreamEnd and { } more)
            throw new PolicyException(PlaceOf(_file, more.Start), "a second document begins here; write one");
        return root.IsEmpty ? new ConfigMap([], root.Place) : root;
    }

    ConfigNode Node(int depth)
    {
        var place = PlaceOf(_file, _parser.Current!.Start);
        if (depth > MaxDepth)
            throw new PolicyException(place, $"the file is nested more than {MaxDepth} deep");
        if (++_nodes > MaxNodes)
            throw new PolicyException(place, $"the file has more than {MaxNodes} parts");
        if (_parser.Accept<AnchorAlias>(out var alias))
            throw new PolicyException(place, $"the alias '*{alias.Value}' is refused; write out what it stands for");
        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            throw new PolicyException(place, $"the anchor '&{anchored.Anchor.Value}' is refused; write things out");
        if (_parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag })
            throw new PolicyException(place, $"the tag '{tag.Value}' is refused; leave it out");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new ConfigScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, place);
        return _parser.TryConsume<SequenceStart>(out _) ? List(place, depth) : Map(place, depth);
    }

    ConfigList List(PolicyPlace place, int depth)
    {
        List<ConfigNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new([.. items], place);
    }

    ConfigMap Map(PolicyPlace place, int depth)
    {
        _parser.Consume<MappingStart>();
        List<KeyValuePair<ConfigScalar, ConfigNode>> entries = [];
        var seen = new Dictionary<string, PolicyPlace>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1) is var node && node is ConfigScalar name
                ? name
                : throw new PolicyException(node.Place, "a key is a text, not a map or list");
            if (!seen.TryAdd(key.Text, key.Place))
            {
                throw new PolicyException(
                    key.Place, $"'{key.Text}' is there twice; the first is in line {seen[key.Text].Line}");
            }

            entries.Add(new(key, Node(depth + 1)));
        }

        return new([.. entries], place);
    }

    static PolicyPlace PlaceOf(string file, Mark mark) =>
        new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));

    // The library's messages may begin with a position of their own.
    static string MessageOf(YamlException e)
    {
        var text = e.Message;
        var at = text.StartsWith('(') ? text.IndexOf("): ", StringComparison.Ordinal) : -1;
        return $"this is no YAML: {(at < 0 ? text : text[(at + 3)..]).TrimEnd('.')}";
    }
}
