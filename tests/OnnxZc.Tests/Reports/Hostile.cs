namespace OnnxZc.Tests.Reports;

/// <summary>Names that strangers may give to models and nodes.</summary>
static class Hostile
{
    public static TheoryData<string> Names { get; } =
    [
        "::error::x",
        "  ::set-output name=a::b",
        "##vso[task.setvariable]x",
        "a%0A::set-output",
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x\")",
        "+1+1", "-2+3", "@SUM(A1)",
        "a|b`c`",
        "]]>",
        "\e]8;;http://x\e\\click\e]8;;\e\\",
        "\e[2J\e[31m",
        "evil\u202Exnno.exe",
        "zero\u200Bwidth\uFEFF",
        "line\nbreak\r\n|x|",
        "nul\0bell\a",
        "c1\u009b31m",
        "paragraph\u2029x",
        "lone\ud800",
        "[link](javascript:x) ![i](x) **b** @someone #1",
        new string('x', 1_000_000),
    ];
}
