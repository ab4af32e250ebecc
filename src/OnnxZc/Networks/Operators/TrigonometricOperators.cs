namespace OnnxZc.Networks.Operators;

/// <summary>Circular and hyperbolic functions and their inverses, element by element.</summary>
static class TrigonometricOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("Sin", [7, 22], call => call[0].sin());
        table.Add("Cos", [7, 22], call => call[0].cos());
        table.Add("Tan", [7, 22], call => call[0].tan());
        table.Add("Asin", [7, 22], call => call[0].asin());
        table.Add("Acos", [7, 22], call => call[0].acos());
        table.Add("Atan", [7, 22], call => call[0].atan());
        table.Add("Sinh", [9, 22], call => call[0].sinh());
        table.Add("Cosh", [9, 22], call => call[0].cosh());
        table.Add("Asinh", [9, 22], call => call[0].asinh());
        table.Add("Acosh", [9, 22], call => call[0].acosh());
        table.Add("Atanh", [9, 22], call => call[0].atanh());
    }
}
