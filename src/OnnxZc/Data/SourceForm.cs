namespace OnnxZc.Data;

/// <summary>A kind of batch source, for lists.</summary>
/// <param name="Text">How it is named.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Samples">How many samples it gives by default.</param>
/// <param name="Normalise">Its normalisation; empty where there is none.</param>
sealed record SourceForm(string Text, string Content, string Samples, string Normalise);
