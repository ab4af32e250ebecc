namespace OnnxZc.Plugins;

/// <summary>What is wrong with a plugin.</summary>
public enum PluginErrorCode
{
    /// <summary>There is no such file, or it cannot be read.</summary>
    NotFound,

    /// <summary>The file is no .NET assembly.</summary>
    NotAnAssembly,

    /// <summary>It was built against another version of this library.</summary>
    OtherVersion,

    /// <summary>It has no public proxy that can be made.</summary>
    NoProxy,

    /// <summary>One of its proxies has a name or alias that another proxy has.</summary>
    NameTaken,

    /// <summary>Its code throws, lacks a file, or describes a proxy wrongly.</summary>
    Broken,
}
