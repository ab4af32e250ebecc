namespace OnnxZc.Plugins;

/// <summary>A plugin cannot be used; the message names it and says the way out.</summary>
/// <param name="code">What is wrong.</param>
/// <param name="message">The message.</param>
/// <param name="inner">What the plugin or the runtime threw, if anything.</param>
public sealed class PluginException(PluginErrorCode code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What is wrong.</summary>
    public PluginErrorCode Code => code;
}
