using OnnxZc.Fuzz;

if (Settings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

var root = AppContext.BaseDirectory;
while (root is not null && !File.Exists(Path.Combine(root, "OnnxZc.sln")))
    root = Path.GetDirectoryName(root);
root ??= ".";
var models = SeedModel.All(root, settings.Models);
if (models.Count == 0)
{
    Console.Error.WriteLine("no models to break; name folders by --models");
    return 2;
}

Console.WriteLine($"breaking {models.Count} models, seed {settings.Seed}");
var work = Directory.CreateTempSubdirectory("onnxzc-fuzz-").FullName;
var tally = new Tally(settings.Keep ?? Path.Combine(root, "artifacts", "fuzz"), Console.Out);
var growth = new Campaign(settings, new Mutator(settings.Seed, models), tally, work).Run();
tally.Write(growth);
Directory.Delete(work, recursive: true);
return tally.Failures > 0 ? 1 : 0;
