namespace OnnxZc.Checks.Policies;

/// <summary>A glob with its place.</summary>
/// <param name="Text">
/// The glob, relative to the policy's folder; with <c>!</c> in front what it matches is left out.
/// </param>
/// <param name="Place">Where it stands; null where it is the default.</param>
sealed record PolicyGlob(string Text, PolicyPlace? Place)
{
    /// <summary>Whether what it matches is left out.</summary>
    public bool Excludes => Text.StartsWith('!');

    /// <summary>The glob without the mark of exclusion.</summary>
    public string Pattern => Excludes ? Text[1..] : Text;
}
