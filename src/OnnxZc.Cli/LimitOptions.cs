using System.CommandLine;
using OnnxZc.Graphs;

namespace OnnxZc.Cli;

/// <summary>The options that bound what a stranger's model may cost.</summary>
sealed class LimitOptions
{
    readonly Option<string?> _timeout = new("--timeout")
    {
        Description = "Seconds for one model; 600 by default",
        HelpName = "seconds",
    };

    readonly Option<string?> _memory = new("--max-memory")
    {
        Description = "Memory for one model, such as 2G; three quarters of the machine's by default",
        HelpName = "size",
    };

    readonly Option<string?> _modelSize = new("--max-model-size")
    {
        Description = "Bytes of a model file with its external data, such as 500M; 16G by default",
        HelpName = "size",
    };

    readonly Option<string?> _externalData = new("--external-data")
    {
        Description = "Weights in other files: beside the model also over links (cache, the default), without any "
            + "link (strict), or left unread (off)",
        HelpName = "mode",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_timeout, _memory, _modelSize, _externalData];

    /// <summary>What one model may take.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    public ModelBudget Budget(ParseResult parsed) => new(
        parsed.GetValue(_timeout) is { } seconds
            ? OptionValues.Seconds(_timeout.Name, seconds)
            : ModelBudget.Default.Time,
        parsed.GetValue(_memory) is { } size ? ByteSize.Parse(_memory.Name, size) : ModelBudget.Default.Memory);

    /// <summary>What a file may cost to read.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    public ReadLimits Reading(ParseResult parsed) => ReadLimits.Default with
    {
        MaxModelBytes = parsed.GetValue(_modelSize) is { } size
            ? ByteSize.Parse(_modelSize.Name, size)
            : ReadLimits.Default.MaxModelBytes,
        ExternalData = parsed.GetValue(_externalData) is { } mode
            ? OptionValues.Choice<ExternalDataMode>(_externalData.Name, mode)
            : ReadLimits.Default.ExternalData,
    };
}
