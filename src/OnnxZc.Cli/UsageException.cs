namespace OnnxZc.Cli;

/// <summary>The command line asks for something that does not exist; the message says what to write instead.</summary>
sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
