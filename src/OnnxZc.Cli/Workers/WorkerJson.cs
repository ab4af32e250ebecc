using System.Text.Json.Serialization;

namespace OnnxZc.Cli.Workers;

/// <summary>The lines between a worker and its parent: one JSON document each, numbers bit for bit.</summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerReply))]
sealed partial class WorkerJson : JsonSerializerContext;
