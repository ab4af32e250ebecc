namespace OnnxZc.Checks;

/// <summary>The dearest thing that a rule looks at; each needs all before it.</summary>
enum RuleNeed
{
    /// <summary>The file's bytes, whether or not they are a model.</summary>
    File,

    /// <summary>The graph; rules of unreadable models are skipped, and <c>readable</c> tells why.</summary>
    Graph,

    /// <summary>Facts of an execution in a worker process; left out under <c>--static-only</c>.</summary>
    Execution,

    /// <summary>The scores of the policy's proxies; left out under <c>--static-only</c>.</summary>
    Scores,
}
