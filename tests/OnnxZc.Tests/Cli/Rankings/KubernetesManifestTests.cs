using System.Diagnostics;
using System.Text.RegularExpressions;
using OnnxZc.Cli.Rankings;
using OnnxZc.Tests.Graphs;
using Map = System.Collections.Generic.Dictionary<string, object>;

namespace OnnxZc.Tests.Cli.Rankings;

/// <summary>
/// The manifest as Kubernetes reads it, by what its API reference says of batch/v1 Job; no cluster is asked.
/// </summary>
public sealed class KubernetesManifestTests
{
    const string Hostile = "it's \"x\"\nkind: Evil\r\u2028- $(JOB_COMPLETION_COUNT) $$ $ #";

    [Fact]
    public void Manifest_OfAJob_HasTheFieldsOfAnIndexedJob()
    {
        var job = (Map)PlainYaml.Read(Manifest("zoo", "scores.db"));
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], job.Keys);
        Assert.Equal(("batch/v1", "Job"), (job["apiVersion"], job["kind"]));
        Assert.Matches("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", (string)((Map)job["metadata"])["name"]);
        var spec = (Map)job["spec"];
        Assert.Equal(
            ["completionMode", "completions", "parallelism", "backoffLimitPerIndex", "template"], spec.Keys);
        Assert.Equal(("Indexed", 4, 4), (spec["completionMode"], spec["completions"], spec["parallelism"]));
        Assert.IsType<int>(spec["backoffLimitPerIndex"]);
        var pod = (Map)((Map)spec["template"])["spec"];
        Assert.Equal(["restartPolicy", "containers", "volumes"], pod.Keys);
        // A limit per index asks for pods that are not restarted in place.
        Assert.Equal("Never", pod["restartPolicy"]);
    }

    [Fact]
    public void Manifest_OfAJob_MountsTheVolumeThatItHasAndTellsTheCount()
    {
        var container = ContainerOf(Manifest("zoo", "scores.db"), out var pod);
        var volume = (Map)Assert.Single((object[])pod["volumes"]);
        var mount = (Map)Assert.Single((object[])container["volumeMounts"]);
        Assert.Equal(volume["name"], mount["name"]);
        Assert.Equal(container["workingDir"], mount["mountPath"]);
        Assert.Equal(["claimName"], ((Map)volume["persistentVolumeClaim"]).Keys);
        // Values of variables and amounts are texts.
        var variable = (Map)Assert.Single((object[])container["env"]);
        Assert.Equal(("JOB_COMPLETION_COUNT", "4"), (variable["name"], variable["value"]));
        Assert.Equal("2", ((Map)((Map)container["resources"])["requests"])["cpu"]);
    }

    [Fact]
    public void Manifest_OfHostileWords_KeepsThemWithinTheCommandAndTheRemarks()
    {
        var manifest = Manifest(Hostile, Hostile);
        var plain = (Map)PlainYaml.Read(Manifest("zoo", "scores.db"));
        Assert.Equal(plain.Keys, ((Map)PlainYaml.Read(manifest.ReplaceLineEndings("\n"))).Keys);
        Assert.DoesNotContain('\r', manifest);
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = new TempFolder();
        folder.Write("onnxzc", "#!/bin/sh\nfor word; do printf '[%s]' \"$word\"; done\n"u8.ToArray());
        string[] command = [.. ((string[])ContainerOf(manifest, out _)["command"]).Select(Expanded)];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        };
        File.SetUnixFileMode(
            folder.PathOf("onnxzc"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        start.Environment["PATH"] = $"{folder.Root}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["JOB_COMPLETION_INDEX"] = "3";
        using var shell = Process.Start(start)!;
        Assert.Equal(
            $"[rank][{Hostile}][--proxies=snip][--store][{Hostile}.part3]", shell.StandardOutput.ReadToEnd());
    }

    // As the reference has it: $(NAME) is the variable's value, $$ a dollar sign, any other stays.
    static string Expanded(string word) => Regex.Replace(word, @"\$(\$|\(JOB_COMPLETION_COUNT\))", match =>
        match.Value == "$$" ? "$" : "4");

    static string Manifest(string model, string store) =>
        new SweepJob([model, "--proxies=snip"], ["--top=3", model], store, 4, 2).For(Scheduler.K8s);

    static Map ContainerOf(string manifest, out Map pod)
    {
        var job = (Map)PlainYaml.Read(manifest);
        pod = (Map)((Map)((Map)job["spec"])["template"])["spec"];
        return (Map)Assert.Single((object[])pod["containers"]);
    }
}
