using System.Globalization;

namespace OnnxZc.Fuzz;

/// <summary>The options of the command line.</summary>
sealed record Settings
{
    public const string Usage = """
        usage: tools/fuzz [--count N] [--seed S] [--from I] [--models DIR]... [--score-share P] [--budget SECONDS]
                          [--keep DIR]

          --count N         how many mutants (20000)
          --seed S          the seed of all choices (1)
          --from I          the number of the first mutant (0); with --count 1 this makes one mutant again
          --models DIR      folders with the models to break; models/, ../shared/zoo and ONNX's own cases by default
          --score-share P   the share of mutants, 0 to 1, that are executed too where they read well (0.01)
          --budget SECONDS  the time for one mutant (10)
          --keep DIR        where mutants that show a defect are kept (artifacts/fuzz)
        """;

    public long Count { get; private set; } = 20_000;

    public long Seed { get; private set; } = 1;

    public long From { get; private set; }

    public List<string> Models { get; } = [];

    public double ScoreShare { get; private set; } = 0.01;

    public double Budget { get; private set; } = 10;

    public string? Keep { get; private set; }

    /// <summary>The settings, or null when an argument is wrong.</summary>
    public static Settings? Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (!settings.Take(args[i], args[i + 1]))
                return null;
        }

        return args.Length % 2 == 0 ? settings : null;
    }

    bool Take(string name, string value)
    {
        var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        switch (name)
        {
            case "--models":
                Models.Add(value);
                return true;
            case "--keep":
                Keep = value;
                return true;
            case "--count":
                Count = (long)number;
                return isNumber;
            case "--seed":
                Seed = (long)number;
                return isNumber;
            case "--from":
                From = (long)number;
                return isNumber;
            case "--score-share":
                ScoreShare = number;
                return isNumber;
            case "--budget":
                Budget = number;
                return isNumber;
            default:
                return false;
        }
    }
}
