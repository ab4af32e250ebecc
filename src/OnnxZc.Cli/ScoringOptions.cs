using System.CommandLine;
using OnnxZc.Data;
using OnnxZc.Graphs;
using OnnxZc.Networks;
using OnnxZc.Passes;
using OnnxZc.Plugins;
using OnnxZc.Proxies;
using OnnxZc.Ranking;

namespace OnnxZc.Cli;

/// <summary>The options that move a score or bound its cost; every command that scores has them.</summary>
sealed class ScoringOptions
{
    readonly Option<string[]> _proxies = TextOption.Several(
        "--proxies",
        "names",
        "Proxies by name, comma between, or all; by default sizes, those of Zero-Cost-NAS and nwot",
        "-p");

    readonly Option<string[]> _plugins = PluginOption.Create();

    readonly Option<string?> _data = TextOption.Of(
        "--data",
        "source",
        "noise (the default), ones, FILE.npz, FILE.npz#IMAGES,LABELS, or images such as cifar10:PATH; onnxzc list data "
        + "shows all");

    readonly DrawingOptions _drawing = new();

    readonly Option<string?> _batchSize = TextOption.Of(
        "--batch-size", "N", "N samples; an npz is taken whole by default");

    readonly Option<string[]> _dimensions = TextOption.Several(
        "--dim", "name=size", "The size of a free dimension, such as sequence=128");

    readonly Option<string[]> _inputs = TextOption.Several(
        "--input", "name=shape:type[:low:high]", "Shape, type and range of an input, such as ids=Nx128:int64:0:30522");

    readonly Option<string?> _modelOutput = TextOption.Of(
        "--model-output", "name", "The output to differentiate; the first of floating-point numbers by default");

    readonly Option<string?> _loss = TextOption.Of(
        "--loss", "loss", "ce (cross-entropy, the default where the output has a class axis), mse (else) or sum");

    readonly Option<string[]> _features = TextOption.Several(
        "--features", "names", "Values that stand for the network's stages, in order, comma between; found by default");

    readonly Option<string?> _seed = TextOption.Of(
        "--seed", "S", "The seed of everything random; 0 by default");

    readonly Option<string?> _repeat = TextOption.Of(
        "--repeat", "R", "Score R times, by seeds S, S + 1...: mean and spread; 1 by default");

    readonly Option<string?> _vary = TextOption.Of(
        "--vary", "what", "What repeats draw anew: init, batch or both (the default)");

    readonly Option<string?> _init = TextOption.Of(
        "--init",
        "scheme",
        "Weights: as-is (the default), default (PyTorch's), kaiming, xavier, normal, orthogonal, resnet, vgg, "
        + "or default-, kaiming-, xavier- or orthogonal-zero-bias");

    readonly Option<string?> _batchNorm = TextOption.Of(
        "--bn", "mode", "BatchNormalization by the batch's statistics (batch, the default) or the file's (running)");

    readonly Option<string?> _precision = TextOption.Of(
        "--dtype", "type", "What the network computes in: float32 (the default) or float64");

    readonly Option<string?> _device = TextOption.Of(
        "--device", "device", "cpu (the default), cuda or cuda:N");

    readonly Option<string?> _threads = TextOption.Of(
        "--threads", "N", "Threads of the native engines; 0, the default, for all cores");

    readonly Option<bool> _perLayer = new("--per-layer")
    {
        Description = "Tell the terms by layer of every score that is made of such",
    };

    readonly LimitOptions _limits = new();

    /// <summary>All of them: what a worker is started with.</summary>
    public IEnumerable<Option> All =>
    [
        _proxies, _plugins, _data, .. _drawing.All, _batchSize, _dimensions, _inputs, _modelOutput, _loss, _features,
        _seed, _repeat, _vary, _init, _batchNorm, _precision, _device, _threads, _perLayer, .. _limits.All,
    ];

    /// <summary>Those that give a number per model.</summary>
    public IEnumerable<Option> OfNumbers => All.Where(option => option != _perLayer);

    /// <summary>The threads asked for; null where none are.</summary>
    /// <exception cref="UsageException">The value is no number from 0 up.</exception>
    public int? Threads(ParseResult parsed) =>
        parsed.Value<int?>(_threads, (name, text) => OptionValues.Count(name, text, 0), null);

    /// <summary>Whether the memory of a model is given.</summary>
    public bool IsMemoryGiven(ParseResult parsed) => _limits.IsMemoryGiven(parsed);

    /// <summary>Whether weights in other files are left unread.</summary>
    public bool LeavesWeightsUnread(ParseResult parsed) =>
        _limits.Reading(parsed).ExternalData == ExternalDataMode.Off;

    /// <summary>What one model may take.</summary>
    /// <exception cref="UsageException">A value is of another form.</exception>
    public ModelBudget Budget(ParseResult parsed) => _limits.Budget(parsed);

    /// <summary>The options as they were given.</summary>
    /// <exception cref="UsageException">A value is of another form, or there is no such proxy.</exception>
    public ScoreOptions Bind(ParseResult parsed)
    {
        var known = PluginOption.Known(parsed, _plugins);
        var proxies = BindProxies(parsed.GetValue(_proxies) ?? [], known);
        return Bind(parsed, proxies) with { Known = known.Only(proxies) };
    }

    /// <summary>As <see cref="Bind(ParseResult)"/>, and that repeats make sense.</summary>
    /// <exception cref="UsageException">A value is of another form, or repeats would all be the same.</exception>
    public ScoreOptions BindChecked(ParseResult parsed)
    {
        var options = Bind(parsed);
        if (parsed.GetValue(_vary) is not null && parsed.GetValue(_repeat) is null)
            throw new UsageException("--vary says what --repeat draws anew: give --repeat R too");
        return new Repeats(options).WhyPointless is { } reason ? throw new UsageException(reason) : options;
    }

    /// <summary>The options that were given, as arguments that give them again.</summary>
    public IReadOnlyList<string> Given(ParseResult parsed) => OptionValues.Given(parsed, All);

    ScoreOptions Bind(ParseResult parsed, IReadOnlyList<string> proxies) => new()
    {
        Proxies = proxies,
        Data = BatchSources.Parse(parsed.GetValue(_data) ?? "noise", _drawing.Bind(parsed)),
        BatchSize = parsed.Value<int?>(_batchSize, (name, text) => OptionValues.Count(name, text, 1), null),
        Dimensions = ByName(_dimensions, parsed, OptionValues.Dimension),
        Inputs = ByName(_inputs, parsed, OptionValues.Input),
        Output = parsed.GetValue(_modelOutput),
        Loss = parsed.Value<Loss?>(_loss, (name, text) => OptionValues.Loss(name, text), null),
        Features = OptionValues.Names(_features.Name, parsed.GetValue(_features) ?? []),
        Seed = parsed.Value(_seed, (name, text) => OptionValues.Integer(name, text), 0),
        Repeat = parsed.Value(_repeat, (name, text) => OptionValues.Count(name, text, 1), 1),
        PerLayer = parsed.GetValue(_perLayer),
        Vary = parsed.Value(_vary, OptionValues.Choice<Vary>, Vary.Both),
        Init = parsed.Value(_init, OptionValues.Choice<InitScheme>, InitScheme.AsIs),
        BatchNorm = parsed.Value(_batchNorm, OptionValues.Choice<BatchNormMode>, BatchNormMode.Batch),
        Precision = parsed.Value(_precision, OptionValues.Choice<Precision>, Precision.Float32),
        Device = parsed.Value(_device, OptionValues.Device, "cpu"),
        Threads = parsed.Value(_threads, (name, text) => OptionValues.Count(name, text, 0), 0),
        MaxMemory = _limits.HostMemory(parsed, parsed.Value(_device, OptionValues.Device, "cpu")),
        Limits = _limits.Reading(parsed),
    };

    static IReadOnlyList<string> BindProxies(string[] lists, ProxySet known)
    {
        if (lists.Length == 0)
            return [.. ProxyCatalog.Default.Concat(known.Plugins.SelectMany(plugin => plugin.Proxies))
                .Select(proxy => proxy.Name)];
        string[] names = [.. OptionValues.Split(lists)
            .SelectMany(name => name == "all" ? known.All.Select(proxy => proxy.Name) : [name])
            .Distinct(StringComparer.Ordinal)];
        if (names.FirstOrDefault(name => !known.Names.Contains(name)) is { } unknown)
        {
            var hint = NearestName.Hint(unknown, known.Names);
            throw new UsageException($"there is no proxy '{unknown}'{hint}; onnxzc list proxies shows all");
        }

        return names.Length > 0
            ? SetProxyCatalog.WithMembers(names)
            : throw new UsageException("--proxies names none; onnxzc list proxies shows all");
    }

    static Dictionary<string, T> ByName<T>(
        Option<string[]> option, ParseResult parsed, Func<string, string, KeyValuePair<string, T>> read)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in (parsed.GetValue(option) ?? []).Select(text => read(option.Name, text)))
        {
            if (!values.TryAdd(name, value))
                throw new UsageException($"{option.Name} gives '{name}' twice");
        }

        return values;
    }
}
