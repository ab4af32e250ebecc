using System.Collections.Immutable;
using System.Text.Json;
using OnnxZc.Search.Building;

namespace OnnxZc.Search.MobileNetV3;

/// <summary>The choices of a sub-network: five stages of up to four blocks.</summary>
/// <param name="Digits">
/// Numbers of choices: 20 kernel sizes, 20 expansions, by stage and block, and 5 depths. Blocks beyond a stage's depth
/// have theirs too.
/// </param>
/// <param name="Resolution">Height and width of the images, where the text has it.</param>
sealed record MobileNetGenes(ImmutableArray<int> Digits, int? Resolution = null)
{
    /// <summary>Stages.</summary>
    public const int Stages = 5;

    /// <summary>The most blocks of a stage.</summary>
    public const int Deepest = 4;

    const int Blocks = Stages * Deepest;

    static readonly int[] KernelSizes = [3, 5, 7];
    static readonly int[] Expansions = [3, 4, 6];
    static readonly int[] Depths = [2, 3, 4];

    /// <summary>Three choices for each of the 45.</summary>
    public static Choices All { get; } = new([.. Enumerable.Repeat(3, (2 * Blocks) + Stages)]);

    /// <summary>The kernel size of a block.</summary>
    public int Kernel(int stage, int block) => KernelSizes[Digits[(stage * Deepest) + block]];

    /// <summary>By how much a block widens what it takes.</summary>
    public int Expansion(int stage, int block) => Expansions[Digits[Blocks + (stage * Deepest) + block]];

    /// <summary>The blocks of a stage.</summary>
    public int Depth(int stage) => Depths[Digits[(2 * Blocks) + stage]];

    /// <summary>Whether the network depends on a digit: those of blocks beyond a stage's depth are idle.</summary>
    public bool IsUsed(int digit) => digit >= 2 * Blocks || digit % Deepest < Depth(digit % Blocks / Deepest);

    /// <summary>The same network with the first choice for whatever is idle.</summary>
    public MobileNetGenes WithoutIdle() =>
        this with { Digits = [.. Digits.Select((digit, i) => IsUsed(i) ? digit : 0)] };

    /// <summary>The 45 values: kernel sizes, expansions, depths.</summary>
    public IEnumerable<int> Values() => Digits.Select((digit, i) => Domain(i)[digit]);

    /// <summary>The dictionary that once-for-all reads and writes, as JSON.</summary>
    public string Json()
    {
        int[] values = [.. Values()];
        string List(string key, int start, int count) =>
            $"\"{key}\": [{DigitText.Join(", ", values.AsSpan(start, count).ToArray())}]";
        var size = Resolution is { } resolution ? $", \"r\": [{resolution}]" : "";
        return $"{{{List("ks", 0, Blocks)}, {List("e", Blocks, Blocks)}, {List("d", 2 * Blocks, Stages)}{size}}}";
    }

    /// <summary>The genes of 45 values or of a dictionary, as JSON or as Python prints it; else null.</summary>
    public static MobileNetGenes? Read(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return Of(DigitText.Read(text), resolution: null);
        try
        {
            using var json = JsonDocument.Parse(text.Replace('\'', '"').Replace("None", "null"));
            return Of(json.RootElement);
        }
        // Half a surrogate pair, in the text itself and in a name's escapes.
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    static MobileNetGenes? Of(JsonElement json)
    {
        var lists = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null)
                continue;
            JsonElement[] items = property.Value.ValueKind == JsonValueKind.Array
                ? [.. property.Value.EnumerateArray()]
                : [property.Value];
            if (property.Name is not ("ks" or "e" or "d" or "r") || items.Any(item => !IsCount(item)))
                return null;
            lists[property.Name] = [.. items.Select(item => item.GetInt32())];
        }

        var hasResolution = lists.TryGetValue("r", out var sizes);
        if (hasResolution && sizes!.Distinct().Count() != 1)
            return null;
        return lists.GetValueOrDefault("ks") is { Length: Blocks } kernels
            && lists.GetValueOrDefault("e") is { Length: Blocks } expansions
            && lists.GetValueOrDefault("d") is { Length: Stages } depths
            ? Of([.. kernels, .. expansions, .. depths], hasResolution ? sizes![0] : null)
            : null;
    }

    static MobileNetGenes? Of(int[]? values, int? resolution)
    {
        if (values is not { Length: (2 * Blocks) + Stages })
            return null;
        int[] digits = [.. values.Select((value, i) => Array.IndexOf(Domain(i), value))];
        return digits.Contains(-1) ? null : new([.. digits], resolution);
    }

    static bool IsCount(JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) && number > 0;

    static int[] Domain(int digit) => digit < Blocks ? KernelSizes : digit < 2 * Blocks ? Expansions : Depths;
}
