using System.Reflection;
using System.Runtime.Loader;
using OnnxZc.Proxies;

namespace OnnxZc.Plugins;

/// <summary>
/// Where a plugin's assemblies live: the library and what it references are shared with the program, so that their
/// types are the same; all else comes from beside the plugin, by its <c>.deps.json</c>.
/// </summary>
/// <param name="path">The plugin's full path.</param>
sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    static readonly HashSet<string?> _shared =
    [
        typeof(IProxy).Assembly.GetName().Name,
        .. typeof(IProxy).Assembly.GetReferencedAssemblies().Select(name => name.Name),
    ];

    readonly AssemblyDependencyResolver _resolver = new(path);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        !_shared.Contains(assemblyName.Name) && _resolver.ResolveAssemblyToPath(assemblyName) is { } beside
            ? LoadFromAssemblyPath(beside)
            : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } beside ? LoadUnmanagedDllFromPath(beside) : 0;
}
