using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>A good model that mutants are made from.</summary>
sealed record SeedModel(string Name, byte[] Bytes, List<WireField> Fields)
{
    const int MostBytes = 64 << 10;

    // Where Debian keeps ONNX's own conformance cases: a small model for nearly every operator.
    const string Conformance = "/usr/share/libonnx-testdata/data/node";

    /// <summary>The small models of the folders given, of this repository, and those that the machine has.</summary>
    public static IReadOnlyList<SeedModel> All(string root, IReadOnlyList<string> folders)
    {
        string[] places = folders.Count > 0
            ? [.. folders]
            : [Path.Combine(root, "models"), Path.Combine(root, "..", "shared", "zoo"), Conformance];
        return [.. places.Where(Directory.Exists).SelectMany(Below).Select(Read).OfType<SeedModel>()];
    }

    static IEnumerable<string> Below(string folder) => Directory
        .EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories)
        .Where(path => new FileInfo(path).Length is > 0 and <= MostBytes)
        .Order(StringComparer.Ordinal);

    static SeedModel? Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            return new(path, bytes, WireField.Parse(bytes, WireMessage.Model));
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
