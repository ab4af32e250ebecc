namespace OnnxZc.Checks.Policies;

/// <summary>What a setting takes.</summary>
enum SettingForm
{
    /// <summary>One text or number.</summary>
    Single,

    /// <summary>One or a list of them.</summary>
    Several,

    /// <summary>A map from names to values, or a list of <c>name=value</c>.</summary>
    ByName,
}
