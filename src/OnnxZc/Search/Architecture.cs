namespace OnnxZc.Search;

/// <summary>One point of a search space.</summary>
/// <param name="Space">The space's name, as <see cref="ISearchSpace.Name"/> has it.</param>
/// <param name="Text">
/// The architecture in the first of the space's encodings, printed by the space itself: equal texts are equal
/// architectures as encoded, which may still build the same network.
/// </param>
sealed record Architecture(string Space, string Text)
{
    /// <summary><c>space:text</c>, the form that the command line takes.</summary>
    public override string ToString() => $"{Space}:{Text}";
}
