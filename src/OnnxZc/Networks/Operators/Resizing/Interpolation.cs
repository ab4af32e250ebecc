namespace OnnxZc.Networks.Operators.Resizing;

/// <summary>How a resize finds and weighs what an output element is made of.</summary>
/// <param name="Mode"><c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
/// <param name="Coordinates">How output positions map to input positions, by the format's name.</param>
/// <param name="Rounding">Which of two neighbours is the nearest; <c>simple</c> is that of old versions.</param>
/// <param name="CubicA">The free coefficient of the cubic kernel.</param>
/// <param name="ExcludeOutside">Whether neighbours outside the input weigh nothing.</param>
/// <param name="Antialias">Whether the kernel widens when it scales down.</param>
/// <param name="Extrapolation">What stands where a crop reaches beyond the input.</param>
sealed record Interpolation(
    string Mode,
    string Coordinates,
    string Rounding,
    double CubicA,
    bool ExcludeOutside,
    bool Antialias,
    double Extrapolation)
{
    public static Interpolation Of(OperatorCall call)
    {
        var attributes = call.Attributes;
        var isOld = call.Node.Operator.Type == "Upsample" || call.Node.Operator.SinceVersion < 11;
        var mode = attributes.Text("mode", "nearest");
        return new(
            mode == "bilinear" ? "linear" : mode,
            isOld ? "asymmetric" : attributes.Text("coordinate_transformation_mode", "half_pixel"),
            isOld ? "simple" : attributes.Text("nearest_mode", "round_prefer_floor"),
            attributes.Float("cubic_coeff_a", -0.75f),
            attributes.Int("exclude_outside", 0) != 0,
            attributes.Int("antialias", 0) != 0,
            attributes.Float("extrapolation_value", 0));
    }
}
