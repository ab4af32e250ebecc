using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using OnnxZc.Proxies;

namespace OnnxZc.Plugins;

/// <summary>What a plugin's file says of itself, read without running any of it.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Version">The assembly's version.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="BuiltAgainst">The version of this library that it references; null for none.</param>
sealed record PluginFile(string Name, Version Version, string Hash, Version? BuiltAgainst)
{
    /// <summary>
    /// Whether it can be expected to run with this library: the same major and minor version, not a newer one.
    /// </summary>
    public bool IsOfThisVersion => Library.Version is { } own && BuiltAgainst is { } built
        && (built.Major, built.Minor) == (own.Major, own.Minor) && built <= own;

    static System.Reflection.AssemblyName Library { get; } = typeof(IProxy).Assembly.GetName();

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <exception cref="PluginException">It cannot be read, or is no .NET assembly.</exception>
    public static PluginFile Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var file = new PEReader(new MemoryStream(bytes));
            var metadata = file.HasMetadata ? file.GetMetadataReader() : throw new BadImageFormatException();
            var definition = metadata.GetAssemblyDefinition();
            return new(
                metadata.GetString(definition.Name),
                definition.Version,
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                    .Where(reference => metadata.GetString(reference.Name) == Library.Name)
                    .Select(reference => reference.Version)
                    .FirstOrDefault());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = File.Exists(path) ? error.Message : "there is no such file";
            throw new PluginException(PluginErrorCode.NotFound, $"plugin '{path}' cannot be read: {reason}", error);
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginException(
                PluginErrorCode.NotAnAssembly,
                $"plugin '{path}' is no .NET assembly: name the .dll that the plugin's project builds",
                error);
        }
    }
}
