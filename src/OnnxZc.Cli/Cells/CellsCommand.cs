using System.CommandLine;

namespace OnnxZc.Cli.Cells;

/// <summary><c>onnxzc cells list|export</c>.</summary>
static class CellsCommand
{
    /// <summary>The command with what can be done with search spaces.</summary>
    public static Command Create(GlobalOptions globals, Terminal terminal) =>
        new("cells", "Published search spaces: list them, write their networks as ONNX files.")
        {
            CellsListCommand.Create(globals, terminal),
            CellsExportCommand.Create(globals, terminal),
        };
}
