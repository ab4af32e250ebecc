using OnnxZc.Checks.Rules.Behaviour;
using OnnxZc.Checks.Rules.Format;
using OnnxZc.Checks.Rules.Hygiene;
using OnnxZc.Checks.Rules.Meta;
using OnnxZc.Checks.Rules.Safety;
using OnnxZc.Checks.Rules.Scores;
using OnnxZc.Checks.Rules.Size;

namespace OnnxZc.Checks;

/// <summary>All rules, by group and then alphabetically.</summary>
static class RuleCatalog
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new MaxActivationMemory(),
        new MaxDepth(),
        new MaxFileSize(),
        new MaxMacs(),
        new MaxParams(),
        new AllowedDomains(),
        new DtypeAllow(),
        new DynamicDims(),
        new IoNames(),
        new IrRange(),
        new NoControlFlow(),
        new NoCustomFunctions(),
        new NoTrainingInfo(),
        new OpAllow(),
        new OpDeny(),
        new OpsetRange(),
        new ProducerAllow(),
        new BnFolded(),
        new DuplicateInitializer(),
        new LfsPointer(),
        new MetadataRequired(),
        new NamingPattern(),
        new ShapeInferable(),
        new UnnamedNode(),
        new UnusedInitializer(),
        new ValueInfoMissing(),
        new AllZeroWeights(),
        new DoubleDataField(),
        new ExternalDataRule(),
        new NanInfWeights(),
        new OversizedDeclaredTensor(),
        new SuspiciousBranch(),
        new BatchEquivariant(),
        new Deterministic(),
        new FiniteOutput(),
        new OrtLoads(),
        new ParityRule(),
        new CoverageMin(),
        new ParetoDominated(),
        new RankRegression(),
        new ScoreRegression(),
        new ScoresPresent(),
        new BaselineIncompatible(),
        new ChangedModel(),
        new EmptySelection(),
        new ExpiredWaiver(),
        new InterfaceChanged(),
        new MissingModel(),
        new OperatorsChanged(),
        new Readable(),
        new StaleWaiver(),
        new UnlockedModel(),
        new UnmatchedWaiver(),
    ];

    /// <summary>What they are.</summary>
    public static IReadOnlyList<RuleInfo> Infos { get; } = [.. All.Select(rule => rule.Info)];

    /// <summary>The rule of this name, or null.</summary>
    public static IRule? Find(string id) => All.FirstOrDefault(rule => rule.Info.Id == id);
}
