namespace OnnxZc.Cli.Checks;

/// <summary>The examples that the help of <c>onnxzc check</c> and its relatives begins with.</summary>
static class CheckExamples
{
    /// <summary>What the exit codes of <c>onnxzc check</c> say.</summary>
    public const string ExitCodes = """
        Exit codes, the same through every format; the first that holds of 5, 2, 3, 1, 4, 0:
          0  nothing at or above --fail-level
          1  violations at or above it that no waiver excuses
          2  a wrong option, policy or lock file
          3  no model, or a glob of the policy that matches none
          4  some models could not be checked: too slow, too large, or their worker died
          5  a defect of onnxzc
          130, 143  stopped by Ctrl-C or SIGTERM; there is no report

        """;

    /// <summary>Those of each command, by its name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["check"] = """
            Examples:
              onnxzc check                                       the policy's models, by its rules and the lock file
              onnxzc check --static-only                         only the rules that run no model
              onnxzc check --changed-since origin/main           only what git says changed
              onnxzc check --format sarif=out.sarif,markdown=-   a file for code scanning, and Markdown on stdout
              onnxzc check a.onnx --fail-level warn              one model, strictly

            """,
        ["lock"] = """
            Examples:
              onnxzc lock                          what the policy's models are now, into onnxzc.lock.json
              onnxzc lock --models 'vision/**'     some anew, the others as they were

            """,
        ["init"] = """
            Examples:
              onnxzc init            onnxzc.yaml here, for the models below
              onnxzc init models/    models/onnxzc.yaml

            """,
        ["show"] = """
            Examples:
              onnxzc config show --origin                      what holds here, and who said so
              onnxzc config show --format json | jq '.values'

            """,
        ["explain"] = """
            Examples:
              onnxzc explain max-params
              onnxzc list rules           the ids of all rules

            """,
    };
}
