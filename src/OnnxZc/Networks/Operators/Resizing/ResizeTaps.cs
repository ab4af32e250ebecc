namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>Which input elements, and with which weights, make up each output element along one dimension.</summary>
/// <param name="Axis">The dimension.</param>
/// <param name="Indices">Per tap and output element, the input element.</param>
/// <param name="Weights">Per tap and output element, its weight.</param>
/// <param name="Outside">Per output element, whether it stands for a position outside the input.</param>
sealed record ResizeTaps(ResizeAxis Axis, long[][] Indices, double[][] Weights, bool[] Outside)
{
    /// <summary>Whether the dimension stays as it is.</summary>
    public bool IsIdentity => Axis.Input == Axis.Output && Enumerable.Range(0, Outside.Length).All(i =>
        !Outside[i] && Indices.Zip(Weights).All(tap => tap.Second[i] == (tap.First[i] == i ? 1 : 0)));

    public static ResizeTaps Of(OperatorCall call, ResizeAxis axis, Interpolation settings)
    {
        float[] origins = [.. Enumerable.Range(0, checked((int)axis.Output))
            .Select(i => axis.Origin(call, settings.Coordinates, i))];
        bool[] outside = [.. origins.Select(origin => settings.Coordinates == "tf_crop_and_resize"
            && (origin < 0 || origin > axis.Input - 1))];
        return settings.Mode switch
        {
            "nearest" => Nearest(call, axis, settings.Rounding, origins, outside),
            "linear" => Kernel(axis, settings, origins, outside, 1, Triangle),
            "cubic" => Kernel(axis, settings, origins, outside, 2, x => Cubic(x, settings.CubicA)),
            var mode => throw call.Unsupported($"mode {mode}"),
        };
    }

    static ResizeTaps Nearest(OperatorCall call, ResizeAxis axis, string rounding, float[] origins, bool[] outside)
    {
        long[] nearest = [.. origins.Select(origin => Math.Clamp(Round(origin), 0, axis.Input - 1))];
        return new(axis, [nearest], [[.. nearest.Select(_ => 1.0)]], outside);

        long Round(float origin) => (long)(rounding switch
        {
            "round_prefer_floor" => MathF.Ceiling(origin - 0.5f),
            "round_prefer_ceil" => MathF.Floor(origin + 0.5f),
            "floor" => MathF.Floor(origin),
            "ceil" => MathF.Ceiling(origin),
            "simple" => axis.Scale < 1 ? MathF.Ceiling(origin) : MathF.Truncate(origin),
            _ => throw call.Unsupported($"nearest_mode {rounding}"),
        });
    }

    static ResizeTaps Kernel(
        ResizeAxis axis, Interpolation settings, float[] origins, bool[] outside, int reach,
        Func<double, double> kernel)
    {
        var narrow = settings.Antialias ? Math.Min(axis.Scale, 1) : 1;
        var first = (long)Math.Floor(-reach / (double)narrow) + 1;
        var count = (int)(2 - (2 * first));
        var indices = Table<long>(count, origins.Length);
        var weights = Table<double>(count, origins.Length);
        for (var i = 0; i < origins.Length; i++)
        {
            var left = (long)Math.Ceiling(origins[i]) - 1;
            var sum = 0.0;
            for (var tap = 0; tap < count; tap++)
            {
                var at = left + first + tap;
                var isLeftOut = settings.ExcludeOutside && (at < 0 || at >= axis.Input);
                indices[tap][i] = Math.Clamp(at, 0, axis.Input - 1);
                weights[tap][i] = isLeftOut ? 0 : kernel((at - (double)origins[i]) * narrow);
                sum += weights[tap][i];
            }

            for (var tap = 0; tap < count && (settings.ExcludeOutside || settings.Antialias); tap++)
                weights[tap][i] /= sum;
        }

        return new(axis, indices, weights, outside);
    }

    static T[][] Table<T>(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new T[columns])];

    static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));

    static double Cubic(double x, double a)
    {
        x = Math.Abs(x);
        return x switch
        {
            <= 1 => ((((a + 2) * x) - (a + 3)) * x * x) + 1,
            < 2 => (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a),
            _ => 0,
        };
    }
}
