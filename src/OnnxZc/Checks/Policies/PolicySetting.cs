using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>A setting as a file has it: an option of the command line without its dashes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values; of a map <c>name=value</c> each.</param>
/// <param name="Place">Where it stands.</param>
sealed record PolicySetting(string Name, ImmutableArray<string> Values, PolicyPlace Place);
