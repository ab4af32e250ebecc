namespace OnnxZc.Reports;

/// <summary>
/// Rows as aligned columns. Columns that do not fit the width go into further blocks below, each led by the first
/// column again; few rows are turned on their side instead, so that each takes one column.
/// </summary>
static class TextTable
{
    const int Gap = 2;
    const int MostRowsOnTheirSide = 4;

    /// <summary>Writes the table at most <paramref name="width"/> cells wide where that is possible.</summary>
    public static void Write<T>(
        TextWriter writer,
        IReadOnlyList<Column<T>> columns,
        IReadOnlyList<T> rows,
        int width,
        Palette palette)
    {
        var drawn = columns.Select(column => Draw(column, rows)).ToList();
        var blocks = Pack(drawn, width);
        var turned = Turn(drawn);
        if (blocks.Count > 1 && rows.Count <= MostRowsOnTheirSide && WidthOf(turned) <= width)
            blocks = [turned];
        for (var block = 0; block < blocks.Count; block++)
        {
            if (block > 0)
                writer.WriteLine();
            WriteBlock(writer, blocks[block], palette);
        }
    }

    static DrawnColumn Draw<T>(Column<T> column, IReadOnlyList<T> rows) => new(
        new(TerminalText.Clean(column.Name), Tone.Strong),
        column.Align,
        column.Group,
        [.. rows.Select(row => new Cell(TerminalText.Clean(column.Get(row)), column.Tone?.Invoke(row) ?? Tone.Plain))]);

    static List<List<DrawnColumn>> Pack(List<DrawnColumn> columns, int width)
    {
        List<List<DrawnColumn>> blocks = [[columns[0]]];
        var used = columns[0].Width;
        for (var i = 1; i < columns.Count; i++)
        {
            var column = columns[i];
            if (used + Together(columns, i, width - columns[0].Width) > width && blocks[^1].Count > 1)
            {
                blocks.Add([columns[0]]);
                used = columns[0].Width;
            }

            blocks[^1].Add(column);
            used += Gap + column.Width;
        }

        return blocks;
    }

    // A group that fits a block of its own is not torn apart; the first column's group is never one.
    static int Together(List<DrawnColumn> columns, int index, int room)
    {
        var group = columns[index].Group;
        var isStart = group != 0 && columns[index - 1].Group != group;
        var whole = columns.Skip(index).TakeWhile(column => column.Group == group).Sum(column => Gap + column.Width);
        return isStart && whole <= room ? whole : Gap + columns[index].Width;
    }

    static List<DrawnColumn> Turn(List<DrawnColumn> columns)
    {
        var headings = columns.Skip(1).Select(column => column.Heading).ToList();
        List<DrawnColumn> turned = [new(columns[0].Heading, Align.Left, 0, headings)];
        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            var heading = columns[0].Cells[row] with { Tone = Tone.Strong };
            turned.Add(new(heading, Align.Right, 0, [.. columns.Skip(1).Select(column => column.Cells[row])]));
        }

        return turned;
    }

    static int WidthOf(List<DrawnColumn> columns) => columns.Sum(column => column.Width) + (Gap * (columns.Count - 1));

    static void WriteBlock(TextWriter writer, List<DrawnColumn> columns, Palette palette)
    {
        WriteLine(writer, columns, column => column.Heading, palette);
        writer.WriteLine(palette.Paint(
            string.Join(new string(' ', Gap), columns.Select(column => new string('─', column.Width))),
            Tone.Faint));
        for (var row = 0; row < columns[0].Cells.Count; row++)
            WriteLine(writer, columns, column => column.Cells[row], palette);
    }

    static void WriteLine(TextWriter writer, List<DrawnColumn> columns, Func<DrawnColumn, Cell> cellOf, Palette palette)
    {
        var pending = 0;
        foreach (var column in columns)
        {
            var cell = cellOf(column);
            var blanks = column.Width - TerminalText.Width(cell.Text);
            writer.Write(new string(' ', pending + (column.Align == Align.Right ? blanks : 0)));
            writer.Write(palette.Paint(cell.Text, cell.Tone));
            pending = Gap + (column.Align == Align.Right ? 0 : blanks);
        }

        writer.WriteLine();
    }

    readonly record struct Cell(string Text, Tone Tone);

    sealed record DrawnColumn(Cell Heading, Align Align, int Group, IReadOnlyList<Cell> Cells)
    {
        public int Width { get; } = Cells.Append(Heading).Max(cell => TerminalText.Width(cell.Text));
    }
}
