using System.Text.Json;
using OnnxZc.Checks;
using OnnxZc.Checks.Policies;
using OnnxZc.Cli.Checks;

namespace OnnxZc.Tests.Cli.Checks;

public sealed class SettingLayersTests
{
    static string Origin(CheckFolder folder, string name, params string[] args)
    {
        Assert.True(folder.Run("config show", ["--format", "json", .. args]) == 0, folder.Error);
        var value = JsonDocument.Parse(folder.Out).RootElement.GetProperty("values").GetProperty(name);
        return $"{value.GetProperty("value").GetString()} from {value.GetProperty("origin").GetString()}";
    }

    static CheckFolder Folder(string policy = "", string? user = null)
    {
        var folder = new CheckFolder(models: 0);
        folder.Write("onnxzc.yaml", policy);
        folder.Write("xdg/onnxzc/config.yaml", user ?? "");
        folder.Environment["XDG_CONFIG_HOME"] = folder.PathOf("xdg");
        return folder;
    }

    [Fact]
    public void Setting_OfAllLayers_IsThatOfTheFirst()
    {
        using var folder = Folder("settings:\n  seed: 3\n", "settings:\n  seed: 4\n");
        folder.Environment["ONNXZC_SEED"] = "2";
        Assert.Equal("1 from --seed", Origin(folder, "settings.seed", "--seed", "1"));
        Assert.Equal("2 from ONNXZC_SEED", Origin(folder, "settings.seed"));
        folder.Environment.Remove("ONNXZC_SEED");
        Assert.Equal("3 from onnxzc.yaml:2:3", Origin(folder, "settings.seed"));
        folder.Write("onnxzc.yaml", "");
        Assert.Equal($"4 from {folder.PathOf("xdg/onnxzc/config.yaml")}:2:3", Origin(folder, "settings.seed"));
        folder.Write("xdg/onnxzc/config.yaml", "");
        Assert.Equal("0 from built-in", Origin(folder, "settings.seed"));
    }

    [Fact]
    public void UserFile_WithoutXdg_IsBelowHome()
    {
        using var folder = Folder();
        folder.Environment.Remove("XDG_CONFIG_HOME");
        folder.Environment["HOME"] = folder.Root;
        folder.Write(".config/onnxzc/config.yaml", "settings: {bn: running}\n");
        Assert.StartsWith("running from ", Origin(folder, "settings.bn"), StringComparison.Ordinal);
    }

    [Fact]
    public void FailLevelAndOutputs_OfAllLayers_AreThoseOfTheFirst()
    {
        using var folder = Folder("fail-level: warn\noutputs:\n  junit: a.xml\n");
        Assert.Equal("warn from onnxzc.yaml:1:13", Origin(folder, "fail-level"));
        Assert.Equal($"junit={folder.PathOf("a.xml")}, table=- from onnxzc.yaml:3:3", Origin(folder, "outputs"));
        folder.Environment["ONNXZC_FAIL_LEVEL"] = "off";
        folder.Environment["ONNXZC_FORMAT"] = "json";
        Assert.Equal("off from ONNXZC_FAIL_LEVEL", Origin(folder, "fail-level"));
        Assert.Equal("json=- from ONNXZC_FORMAT", Origin(folder, "outputs"));
    }

    [Fact]
    public void Rules_OfAPolicy_AreShownWithTheirPlace()
    {
        using var folder = Folder("rules:\n  max-params: {limit: 5M, level: warn}\n");
        Assert.Equal("warn, limit: 5000000 from onnxzc.yaml:2:3", Origin(folder, "rules.max-params"));
        Assert.Equal("error from built-in", Origin(folder, "rules.readable"));
    }

    [Fact]
    public void Policy_ByVariable_IsTaken()
    {
        using var folder = Folder("settings: {seed: 9}\n");
        folder.Environment["ONNXZC_POLICY"] = folder.PathOf("onnxzc.yaml");
        Assert.Equal(0, folder.Exactly("config", "show", "--origin"));
        Assert.Contains("onnxzc.yaml:1:12", folder.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ONNXZC_BATCH_SIZE", "x", "ONNXZC_BATCH_SIZE: --batch-size takes")]
    [InlineData("ONNXZC_FAIL_LEVEL", "high", "ONNXZC_FAIL_LEVEL takes off, warn or error")]
    [InlineData("ONNXZC_FORMAT", "tabel", "did you mean 'table'?")]
    public void Variable_OfAnotherForm_IsNamed(string variable, string text, string expected)
    {
        using var folder = Folder();
        folder.Environment[variable] = text;
        Assert.Equal(2, folder.Run("check", "--static-only"));
        Assert.Contains(expected, folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void UserFile_WrongKey_IsRefusedWithItsPlace()
    {
        using var folder = Folder(user: "settings:\n  sed: 1\n");
        Assert.Equal(2, folder.Run("config show"));
        Assert.Contains("config.yaml:2:3: there is no setting 'sed'", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfSettings_AreTheOptionsOfScoring()
    {
        var options = new PolicyOptions().OfSettings.Select(option => option.Name[2..]);
        Assert.Equal(options.Except(["plugin", "no-cache"]).Order(), SettingCatalog.Names.Order());
    }

    [Fact]
    public void PathsOfAPolicy_AreBelowItsFolder()
    {
        var place = new PolicyPlace("p", 1, 1);
        PolicySetting[] settings =
        [
            new("data", ["images:photos"], place), new("store", ["s.db"], place),
        ];
        Assert.Equal("images:/r/photos", Value("data"));
        Assert.Equal("/r/s.db", Value("store"));
        settings = [new("data", ["mnist:a,b"], place)];
        Assert.Equal("mnist:/r/a,/r/b", Value("data"));
        settings = [new("data", ["x.npz#i,l"], place)];
        Assert.Equal("/r/x.npz#i,l", Value("data"));
        settings = [new("data", ["noise"], place)];
        Assert.Equal("noise", Value("data"));

        string Value(string name) => SettingLayers.Resolve(null, [], _ => null, (settings, "/r"))
            .Single(setting => setting.Setting.Name == name).Values[0];
    }
}
