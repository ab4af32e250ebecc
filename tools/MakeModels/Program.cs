using OnnxZc.MakeModels;

if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("usage: make-models FOLDER");
    return 2;
}

Directory.CreateDirectory(folder);
foreach (var (name, bytes) in ModelFolder.Files())
{
    await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
    Console.WriteLine($"{name}: {bytes.Length} bytes");
}

return 0;
