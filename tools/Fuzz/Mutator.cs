using System.Text;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>Makes mutants: each is a pure function of the seed, its number and the seed models.</summary>
/// <param name="seed">Of all choices.</param>
/// <param name="models">The models that are broken.</param>
sealed class Mutator(long seed, IReadOnlyList<SeedModel> models)
{
    const int MostMutations = 5;

    readonly string[] _operators =
    [
        .. models.SelectMany(model => Operators(model.Fields)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of a mutant, and the model that it was; most are graphs still.</summary>
    public (byte[] Bytes, string Origin) Make(long mutant)
    {
        var draws = new Draws(seed, mutant);
        var model = draws.Of(models);
        var kind = draws.Below(8);
        if (kind == 0)
            return (Bytewise(model.Bytes.ToArray(), draws), model.Name);
        var fields = model.Fields.ConvertAll(field => field.Copy());
        Action mutate = kind < 3 ? Any(fields, draws) : Mild(fields, draws);
        for (var i = draws.Below(MostMutations); i >= 0; i--)
            mutate();
        var bytes = WireField.Write(fields);
        return (draws.OneIn(50) ? Bytewise(bytes, draws) : bytes, model.Name);
    }

    Action Any(List<WireField> fields, Draws draws) => new TreeMutations(fields, draws, _operators).Apply;

    Action Mild(List<WireField> fields, Draws draws) => new MildMutations(fields, draws, _operators).Apply;

    static byte[] Bytewise(byte[] bytes, Draws draws)
    {
        for (var i = draws.Below(MostMutations); i >= 0 && bytes.Length > 0; i--)
            bytes = ByteMutations.Apply(bytes, draws);
        return bytes;
    }

    static IEnumerable<string> Operators(IEnumerable<WireField> fields) => fields.SelectMany(field =>
        field.Content == WireMessage.Node
            ? field.Fields!.Where(part => part.Number == GraphFields.OperatorType)
                .Select(part => Encoding.UTF8.GetString(part.Bytes))
            : Operators(field.Fields ?? []));
}
