using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OnnxZc.Tests.Proxies.Page;

/// <summary>
/// What the library's documentation comments say of types, as Markdown; the build writes them to a file.
/// </summary>
static class CodeDocs
{
    static readonly Dictionary<string, XElement> _members = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, $"{typeof(Scorer).Assembly.GetName().Name}.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>A part of a type's comment, such as <c>remarks</c>; empty where there is none.</summary>
    public static string Of(Type type, string part) => _members[$"T:{type.FullName}"].Element(part) is { } element
        ? Regex.Replace(string.Concat(element.Nodes().Select(Markdown)), @"\s+", " ").Trim()
        : "";

    static string Markdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "\\<", StringComparison.Ordinal),
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => $"`{NameOf(reference)}`",
        _ => "",
    };

    static string NameOf(XElement reference) =>
        (reference.Attribute("cref") ?? reference.Attribute("name"))!.Value.Split('.', ':')[^1];
}
