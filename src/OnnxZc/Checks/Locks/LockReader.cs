using System.Text;
using System.Text.Json;
using OnnxZc.Checks.Policies;

namespace OnnxZc.Checks.Locks;

/// <summary>Reads lock files, which may come from anybody: bounded, and with the place of what is wrong.</summary>
static class LockReader
{
    /// <summary>The form that is written and read.</summary>
    public const string Schema = "onnxzc.lock/1";

    const long MaxBytes = 256L << 20;
    const int MaxDepth = 8;

    /// <summary>Reads a lock file; null where there is none.</summary>
    /// <param name="path">The file, as it is opened.</param>
    /// <param name="file">The file, relative to the repository's root.</param>
    /// <param name="folder">What paths are relative to in the file: its own folder, below the root.</param>
    /// <exception cref="PolicyException">It is no lock file.</exception>
    public static LockFile? Read(string path, string file, string folder)
    {
        var start = new PolicyPlace(file, 1, 1);
        try
        {
            if (!File.Exists(path))
                return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > MaxBytes)
                throw new PolicyException(start, $"it has more than {MaxBytes} bytes; write it anew by onnxzc lock");
            using var document = JsonDocument.Parse(
                stream, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return Lock(document.RootElement, file, folder);
        }
        catch (JsonException e)
        {
            var place = new PolicyPlace(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            throw new PolicyException(
                place, $"this is no lock file; solve what git could not merge, or write it anew by onnxzc lock", e);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new PolicyException(start, $"the file is not of the form {Schema}; write it anew by onnxzc lock", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException(start, $"the file cannot be read: {e.Message}", e);
        }
    }

    static LockFile Lock(JsonElement root, string file, string folder)
    {
        var schema = root.GetProperty("schema").GetString();
        if (schema != Schema && schema?.StartsWith("onnxzc.lock/", StringComparison.Ordinal) == true)
        {
            return new(file, new Dictionary<string, LockedModel>())
            {
                Incompatible = $"it is of the form {schema}, and this version of onnxzc knows {Schema}",
            };
        }

        if (schema != Schema)
            throw new FormatException();
        return new(
            file,
            root.GetProperty("models").EnumerateObject()
                .Select(entry => Model(folder + entry.Name, entry.Value))
                .ToDictionary(model => model.Path, StringComparer.Ordinal))
        {
            ToolVersion = root.GetProperty("tool").GetString()!,
            Conventions = root.GetProperty("conventions").GetString()!,
            Settings =
            [
                .. root.GetProperty("settings").EnumerateObject()
                    .Select(entry => KeyValuePair.Create(entry.Name, entry.Value.GetString()!)),
            ],
        };
    }

    static LockedModel Model(string path, JsonElement block) => new(
        path, block.GetProperty("sha256").GetString()!, block.GetProperty("graph").GetString()!)
    {
        Outline = new(
            Texts(block.GetProperty("inputs")),
            Texts(block.GetProperty("outputs")),
            block.GetProperty("operators").EnumerateObject()
                .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal)),
        Fingerprint = block.TryGetProperty("fingerprint", out var fingerprint) ? fingerprint.GetString() : null,
        Numbers = block.GetProperty("numbers").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => Number(entry.Value), StringComparer.Ordinal),
    };

    static LockedNumber Number(JsonElement number) => new(
        Finite(number.GetProperty("value")),
        number.TryGetProperty("relative", out var relative) ? Finite(relative) : 0,
        number.TryGetProperty("absolute", out var absolute) ? Finite(absolute) : 0)
    {
        Deviation = number.TryGetProperty("deviation", out var deviation) ? Finite(deviation) : null,
        Version = number.TryGetProperty("version", out var version) ? version.GetInt32() : null,
    };

    static double Finite(JsonElement number) =>
        number.GetDouble() is var value && double.IsFinite(value) ? value : throw new FormatException();

    static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Where the block of a model begins; the file's first line where it is not found.</summary>
    /// <param name="path">The file, as it is opened.</param>
    /// <param name="file">The file, relative to the repository's root.</param>
    /// <param name="model">The model, as the file names it.</param>
    public static PolicyPlace PlaceOf(string path, string file, string model)
    {
        var start = $"    \"{JsonEncodedText.Encode(model)}\":";
        try
        {
            var line = File.ReadLines(path, Encoding.UTF8)
                .Select((text, index) => (text, index))
                .FirstOrDefault(line => line.text.StartsWith(start, StringComparison.Ordinal));
            return line.text is null ? new(file, 1, 1) : new(file, line.index + 1, start.IndexOf('"') + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(file, 1, 1);
        }
    }
}
