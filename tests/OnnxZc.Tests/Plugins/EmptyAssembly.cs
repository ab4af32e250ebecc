using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OnnxZc.Tests.Plugins;

/// <summary>An assembly without types that references this library in a version.</summary>
static class EmptyAssembly
{
    public static byte[] Referencing(Version version)
    {
        var metadata = new MetadataBuilder();
        StringHandle Text(string text) => metadata.GetOrAddString(text);
        metadata.AddModule(0, Text("empty.dll"), metadata.GetOrAddGuid(Guid.AllBitsSet), default, default);
        metadata.AddAssembly(Text("empty"), new(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default,
            default,
            Text("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        metadata.AddAssemblyReference(
            Text(typeof(Scorer).Assembly.GetName().Name!), version, default, default, default, default);
        var image = new BlobBuilder();
        var root = new MetadataRootBuilder(metadata);
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), root, new BlobBuilder()).Serialize(image);
        return image.ToArray();
    }
}
