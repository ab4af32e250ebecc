namespace OnnxZc.Data;

/// <summary>Batch sources by the names that the command line knows them by.</summary>
public static class BatchSources
{
    const string Forms = "noise, FILE.npz, FILE.npz#IMAGES,LABELS, cifar10:FILE or cifar100:FILE";

    /// <summary>
    /// The source that <paramref name="text"/> names: <c>noise</c>, <c>FILE.npz</c>, <c>FILE.npz#images,labels</c> (the
    /// labels may be left out), <c>cifar10:FILE</c> or <c>cifar100:FILE</c>. Files are not opened yet.
    /// </summary>
    /// <exception cref="DataException">It is none of these.</exception>
    public static IBatchSource Parse(string text) => text switch
    {
        "noise" => new GaussianBatches(),
        ['c', 'i', 'f', 'a', 'r', '1', '0', ':', _, ..] => new CifarBatches(text[8..], 10),
        ['c', 'i', 'f', 'a', 'r', '1', '0', '0', ':', _, ..] => new CifarBatches(text[9..], 100),
        _ when text.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) => new NpzBatches(text),
        _ when text.LastIndexOf(".npz#", StringComparison.OrdinalIgnoreCase) is > 0 and var at =>
            WithKeys(text[..(at + 4)], text[(at + 5)..].Split(','), text),
        _ => throw new DataException($"'{text}' names no data: give {Forms}"),
    };

    static NpzBatches WithKeys(string path, string[] keys, string text) => keys switch
    {
        [{ Length: > 0 } images] => new(path, images),
        [{ Length: > 0 } images, { Length: > 0 } labels] => new(path, images, labels),
        _ => throw new DataException($"'{text}' names no arrays after '#': give {Forms}"),
    };
}
