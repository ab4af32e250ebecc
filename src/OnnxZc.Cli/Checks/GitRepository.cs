using System.Diagnostics;
using System.Text;

namespace OnnxZc.Cli.Checks;

/// <summary>Asks git what changed; nothing is fetched, no shell and no program of the repository's is run.</summary>
/// <param name="root">The repository's root.</param>
sealed class GitRepository(string root)
{
    /// <summary>
    /// The files that differ from a revision, deleted and untracked ones included, relative to the root with slashes.
    /// </summary>
    /// <exception cref="UsageException">There is no git, no repository, or no such revision.</exception>
    public IReadOnlySet<string> ChangedSince(string revision)
    {
        if (!Path.Exists(Path.Combine(root, ".git")))
            throw new UsageException("--changed-since asks git, and there is no git repository here");
        string[] known = ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"];
        if (Ask(known) is not { Code: 0, Output: var commit })
        {
            throw new UsageException(
                $"--changed-since: git knows no revision '{revision}' here; a shallow clone may lack it: fetch more of "
                + "the history");
        }

        string[] differing =
        [
            "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all",
            commit.Trim(), "--",
        ];
        string[] untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--"];
        return Names(differing).Concat(Names(untracked)).ToHashSet(StringComparer.Ordinal);
    }

    string[] Names(string[] arguments)
    {
        var (code, output, error) = Ask(arguments);
        return code == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new UsageException($"--changed-since: git failed: {error.Trim().Split('\n')[0]}");
    }

    (int Code, string Output, string Error) Ask(string[] arguments)
    {
        string[] safe = ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-C", root];
        var start = new ProcessStartInfo("git", [.. safe, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_LFS_SKIP_SMUDGE"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        try
        {
            using var git = Process.Start(start)!;
            git.StandardInput.Close();
            var error = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return (git.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new UsageException($"--changed-since asks git, which cannot be started: {e.Message}", e);
        }
    }
}
