namespace OnnxZc.Bench;

/// <summary>What is measured, and how.</summary>
/// <param name="What">The kind of measurement.</param>
/// <param name="Rounds">How many pairs.</param>
/// <param name="Clock">What time is.</param>
/// <param name="Model">A part of the names of the networks to measure; empty for all.</param>
/// <param name="IsFast">Whether a few samples are enough.</param>
sealed record BenchOptions(string What, int Rounds, Clock Clock, string Model, bool IsFast)
{
    public const string Usage =
        """
        usage: bench [end-to-end|sets|parts|memory|tangent-kernel|sweeps|micro] [--fast | --rounds N]
                     [--cpu | --thread] [--model NAME]
          end-to-end      every claim
          sets            zero-cost-nas's proxies and nwot over the bare pass
          parts           each proxy alone
          memory          peaks of the first-order set and of zero-cost-nas's
          tangent-kernel  the layerwise kernel
          sweeps          networks of NAS-Bench-201 per second, and what they cost beside their passes
          micro           hot spots
          --cpu           processor time in place of wall time; with taskset -c 0 a busy machine disturbs it least
          --thread        processor time of the calling thread: the wall time of a machine at rest, about
        """;

    /// <summary>Reads the command line; null where it is not understood.</summary>
    public static BenchOptions? Of(string[] args)
    {
        var options = new BenchOptions("end-to-end", 11, Clock.Wall, "", IsFast: false);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--fast":
                    options = options with { IsFast = true, Rounds = 3 };
                    break;
                case "--cpu":
                    options = options with { Clock = Clock.Processor };
                    break;
                case "--thread":
                    options = options with { Clock = Clock.Thread };
                    break;
                case "--rounds" when int.TryParse(value, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--model" when value.Length > 0:
                    options = options with { Model = value };
                    i++;
                    break;
                case "end-to-end" or "sets" or "parts" or "memory" or "tangent-kernel" or "sweeps" or "micro":
                    options = options with { What = args[i] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
