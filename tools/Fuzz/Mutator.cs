using System.Text;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>Makes mutants: each is a pure function of the seed, its number and the seed models.</summary>
/// <param name="seed">Of all choices.</param>
/// <param name="models">The models that are broken.</param>
sealed class Mutator(long seed, IReadOnlyList<SeedModel> models)
{
    const int OperatorType = 4;
    const int MostMutations = 5;

    readonly string[] _operators =
    [
        .. models.SelectMany(model => Operators(model.Fields)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of a mutant, and the model that it was.</summary>
    public (byte[] Bytes, string Origin) Make(long mutant)
    {
        var draws = new Draws(seed, mutant);
        var model = draws.Of(models);
        if (draws.OneIn(4))
            return (Bytewise(model.Bytes.ToArray(), draws), model.Name);
        var fields = model.Fields.ConvertAll(field => field.Copy());
        var mutations = new TreeMutations(fields, draws, _operators);
        for (var i = draws.Below(MostMutations); i >= 0; i--)
            mutations.Apply();
        var bytes = WireField.Write(fields);
        return (draws.OneIn(10) ? Bytewise(bytes, draws) : bytes, model.Name);
    }

    static byte[] Bytewise(byte[] bytes, Draws draws)
    {
        for (var i = draws.Below(MostMutations); i >= 0 && bytes.Length > 0; i--)
            bytes = ByteMutations.Apply(bytes, draws);
        return bytes;
    }

    static IEnumerable<string> Operators(IEnumerable<WireField> fields) => fields.SelectMany(field =>
        field.Content == WireMessage.Node
            ? field.Fields!.Where(part => part.Number == OperatorType)
                .Select(part => Encoding.UTF8.GetString(part.Bytes))
            : Operators(field.Fields ?? []));
}
