namespace OnnxZc.Reports;

/// <summary>One column of a table as data.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Align">Where the text stands.</param>
/// <param name="Get">The text for a row, not yet escaped for its target.</param>
/// <param name="Tone">What the cell's colour says; plain when null.</param>
/// <param name="Group">Columns of one group, side by side, are kept in one block where the width allows it.</param>
sealed record Column<T>(string Name, Align Align, Func<T, string> Get, Func<T, Tone>? Tone = null, int Group = 0);
