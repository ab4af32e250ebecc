using System.Collections.Immutable;

namespace OnnxZc.Checks.Policies;

/// <summary>Reads settings; whether their values mean anything is for those to say who take them.</summary>
static class SettingReader
{
    /// <summary>The settings in a map.</summary>
    /// <exception cref="PolicyException">It is no map, or a name or form in it is not known.</exception>
    public static ImmutableArray<PolicySetting> Read(ConfigNode node)
    {
        var map = node as ConfigMap
            ?? throw new PolicyException(node.Place, $"settings takes a map, not {node.Kind}");
        return [.. map.Entries.Select(entry => Setting(entry.Key, entry.Value))];
    }

    static PolicySetting Setting(ConfigScalar name, ConfigNode value)
    {
        if (name.Text == "plugin")
        {
            throw new PolicyException(
                name.Place, "a policy loads no plugins, which are code: give --plugin on the command line");
        }

        var setting = SettingCatalog.All.FirstOrDefault(setting => setting.Name == name.Text)
            ?? throw ConfigMap.Unknown(name, "there is no setting", [.. SettingCatalog.Names]);
        ImmutableArray<string> values = value switch
        {
            ConfigScalar { IsEmpty: false } text => [text.Text],
            ConfigList list when setting.Form != SettingForm.Single && list.Items.Length > 0 =>
                [.. list.Items.Select(item => Text(setting, item))],
            ConfigMap map when setting.Form == SettingForm.ByName && map.Entries.Length > 0 =>
                [.. map.Entries.Select(entry => $"{entry.Key.Text}={Text(setting, entry.Value)}")],
            _ => throw Wrong(setting, value),
        };
        return new(setting.Name, values, name.Place);
    }

    static string Text(SettingName setting, ConfigNode node) =>
        node is ConfigScalar { IsEmpty: false } text ? text.Text : throw Wrong(setting, node);

    static PolicyException Wrong(SettingName setting, ConfigNode node) => new(
        node.Place,
        setting.Form switch
        {
            SettingForm.Single => $"{setting.Name} takes one text or number, not {node.Kind}",
            SettingForm.Several => $"{setting.Name} takes texts or a list of them, not {node.Kind}",
            _ => $"{setting.Name} takes a map from names to values, not {node.Kind}",
        });
}
