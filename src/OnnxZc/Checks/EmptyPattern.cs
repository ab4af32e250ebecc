namespace OnnxZc.Checks;

/// <summary>A glob that matches no file.</summary>
/// <param name="Text">The glob as it is written.</param>
/// <param name="Place">Where it stands; null where it is the default.</param>
sealed record EmptyPattern(string Text, PolicyPlace? Place);
