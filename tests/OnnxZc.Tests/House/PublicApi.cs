using System.Reflection;

namespace OnnxZc.Tests.House;

/// <summary>The public surface of an assembly as sorted text, a line per member.</summary>
static class PublicApi
{
    public static string Of(Assembly assembly) => string.Join(
        '\n',
        assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines)) + "\n";

    static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Kind(type)} {type.FullName}";
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(Declared)
            .Where(member => member is not MethodBase { IsSpecialName: true } or ConstructorInfo)
            .Where(member => !IsGeneratedForRecords(member))
            .Select(Text)
            .Order(StringComparer.Ordinal);
        foreach (var member in members)
            yield return $"  {member}";
    }

    static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    static string Text(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)}}}",
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        _ => member.ToString()!,
    };

    static string Accessors(PropertyInfo property) =>
        (property.GetMethod?.IsPublic == true ? "get; " : "") + (property.SetMethod?.IsPublic == true ? "init; " : "");

    static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    static bool IsGeneratedForRecords(MemberInfo member) => member.Name is "<Clone>$" or "Equals" or "GetHashCode"
        or "ToString" or "op_Equality" or "op_Inequality" or "PrintMembers" or "Deconstruct" or "value__"
        || (member is ConstructorInfo constructor
            && constructor.GetParameters() is [{ ParameterType: var only }]
            && only == member.DeclaringType);
}
