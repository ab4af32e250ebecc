namespace OnnxZc.Search.TransNas;

/// <summary>A task with a linear head.</summary>
/// <param name="Name">The form that builds it.</param>
/// <param name="Classes">Outputs of its published head.</param>
/// <param name="InputSize">Pixels of its images, or of a tile.</param>
/// <param name="Tiles">
/// Tiles of an image, which go through the same layers; [N, tiles, 3, size, size] where there are several.
/// </param>
sealed record TransNasTask(string Name, int Classes, int InputSize, int Tiles = 1)
{
    /// <summary>The tasks with a linear head; the three that make images are not among them.</summary>
    public static IReadOnlyList<TransNasTask> All { get; } =
    [
        new("class_object", 100, 256), new("class_scene", 63, 256), new("room_layout", 9, 256),
        new("jigsaw", 1000, 64, Tiles: 9),
    ];
}
