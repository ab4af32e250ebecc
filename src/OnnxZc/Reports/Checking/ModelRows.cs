using OnnxZc.Checks;
using OnnxZc.Checks.Locks;

namespace OnnxZc.Reports.Checking;

/// <summary>The models of a report as rows of a table.</summary>
static class ModelRows
{
    /// <summary>The models worth a row: all that are not as locked, those first whose numbers moved too far.</summary>
    public static IReadOnlyList<ModelChange> Of(CheckReport report) =>
    [
        .. report.Models.Where(model => model.Kind != ChangeKind.Same || model.Numbers.Any(number => number.IsViolated))
            .OrderByDescending(model => model.Numbers.Any(number => number.IsViolated)),
    ];

    /// <summary>Model, change, and a column for each number that one of the rows has.</summary>
    public static IReadOnlyList<Column<ModelChange>> Columns(IReadOnlyList<ModelChange> rows) =>
    [
        new("model", Align.Left, model => model.From is { } from ? $"{model.Path} (was {from})" : model.Path),
        new("change", Align.Left, model => KebabCase.Of(model.Kind), model => ToneOf(model.Kind)),
        .. rows.SelectMany(model => model.Numbers).Select(number => number.Name).Distinct().Select(name =>
            new Column<ModelChange>(
                name,
                Align.Right,
                model => Find(model, name) is { } number ? NumberChangeText.Of(number) : "–",
                model => Find(model, name) is { } number ? NumberChangeText.ToneOf(number) : Tone.Faint)),
    ];

    static NumberChange? Find(ModelChange model, string name) =>
        model.Numbers.FirstOrDefault(number => number.Name == name);

    static Tone ToneOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Missing => Tone.Bad,
        ChangeKind.Changed or ChangeKind.New or ChangeKind.Renamed => Tone.Doubtful,
        _ => Tone.Plain,
    };
}
