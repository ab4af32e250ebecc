using System.Text.Encodings.Web;
using System.Text.Json;

namespace OnnxZc.Cli.Rankings;

/// <summary>An indexed job of Kubernetes, on a volume that has the models and takes the stores.</summary>
static class KubernetesManifest
{
    static readonly JsonSerializerOptions _text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest.</summary>
    public static string Of(SweepJob job) => $$"""
        # Scores models in {{job.Parts}} pods. The claim 'onnxzc' holds the models under the paths given, and takes the
        # stores; the image is yours, with onnxzc on PATH. When the job is complete, merge the stores (part0 to
        # part{{job.Parts - 1}}) and rank from the merged one:
        #   onnxzc store merge {{Remark(job.StoreWord)}} {{Remark(job.StoreWord)}}.part0 ...
        #   onnxzc {{Remark(job.Rank)}} --store {{Remark(job.StoreWord)}}
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: onnxzc
        spec:
          completionMode: Indexed
          completions: {{job.Parts}}
          parallelism: {{job.Parts}}
          backoffLimitPerIndex: 3
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: onnxzc
                  image: onnxzc:latest
                  workingDir: /data
                  command: ["/bin/sh", "-c", {{CommandOf(job)}}]
                  env:
                    - name: JOB_COMPLETION_COUNT
                      value: "{{job.Parts}}"
                  resources:
                    requests:
                      cpu: "{{job.Cores}}"
                  volumeMounts:
                    - name: data
                      mountPath: /data
              volumes:
                - name: data
                  persistentVolumeClaim:
                    claimName: onnxzc

        """;

    // YAML has more ends of lines than one.
    static string Remark(string words) => string.Concat(words.Select(c =>
        c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' ? "\n#   " : char.IsControl(c) ? "?" : $"{c}"));

    // A text of JSON is one of YAML. Kubernetes itself puts values for $(NAME) and one $ for two.
    static string CommandOf(SweepJob job)
    {
        var command = $"exec onnxzc {job.Task} --store {job.StoreWord}.part$JOB_COMPLETION_INDEX";
        var kept = command.Select((c, i) => c == '$' && command[i + 1] is ('$' or '(') ? "$$" : $"{c}");
        return JsonSerializer.Serialize(string.Concat(kept), _text);
    }
}
