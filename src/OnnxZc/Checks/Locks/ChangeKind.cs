namespace OnnxZc.Checks.Locks;

/// <summary>How a model compares with the lock file.</summary>
enum ChangeKind
{
    /// <summary>There is no lock file.</summary>
    Unlocked,

    /// <summary>The same bytes.</summary>
    Same,

    /// <summary>Other bytes under the same path.</summary>
    Changed,

    /// <summary>Not in the lock file, nor is its graph.</summary>
    New,

    /// <summary>In the lock file under another path that is gone.</summary>
    Renamed,

    /// <summary>In the lock file and gone.</summary>
    Missing,
}
