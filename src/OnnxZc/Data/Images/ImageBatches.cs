using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Data.Images;

/// <summary>
/// Batches of an image data set: drawn, cut, normalised, laid out as the model takes them. 64 images unless a batch
/// size is asked for; of a balanced draw one of each class.
/// </summary>
sealed class ImageBatches : IBatchSource
{
    const int DefaultBatchSize = 64;

    readonly IImageSet _set;
    readonly DrawOrder _draw;
    readonly PixelScale _scale;
    readonly Augmentation _augment;
    readonly Lazy<string> _hash;
    readonly Lazy<ImageList> _images;

    /// <exception cref="DataException">The options name no normalisation, or one for other images.</exception>
    public ImageBatches(IImageSet set, DataOptions options)
    {
        _set = set;
        _draw = options.Draw ?? (set.Form == ImageForm.Folder ? DrawOrder.Random : DrawOrder.First);
        _scale = PixelScale.Named(options.Normalise ?? set.Form.Scale);
        _augment = options.Augment;
        (_hash, _images) = (new(set.Hash), new(set.Open));
        _scale.Tables(set.Form.Channels, $"images of {set.Form.Name}");
    }

    /// <inheritdoc/>
    public string Fingerprint =>
        $"{_set.Form.Name}:{_hash.Value};draw={_draw};normalise={_scale.Name}".ToLowerInvariant()
        + (_augment == Augmentation.CropFlip ? ";augment=crop-flip" : ";augment=none");

    /// <summary>Where images are shuffled or altered, or have no labels, which are drawn then.</summary>
    public bool IsSeeded =>
        _draw != DrawOrder.First || _augment != Augmentation.None || _images.Value.Labels is null;

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        if (request.Inputs.Where(DrawnRest.IsData(request)).ToArray() is not [var input])
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"the model has {request.Inputs.Count} inputs, images feed only one: "
                + "give all of them with --data FILE.npz");
        }

        CheckType(input);
        var target = ImageTarget.For(input, request, _set.Form);
        var images = _images.Value;
        var byDefault = _draw == DrawOrder.Balanced ? images.Classes : DefaultBatchSize;
        var count = (int)(InputFit.FixedBatch(input, request) ?? request.BatchSize ?? byDefault);
        InputFit.CheckShape(target.Shape(count), input, request, $"a batch of {_set.What}");
        var positions = new SampleDraw(_draw, count, request.Seed).From(
            images.Count, images.Labels, images.Classes, _set.What);
        var data = Tensor(images, positions, target, request.Seed);
        var given = new Dictionary<string, TensorData>
        {
            [input.Name] = InputFit.Fit(data, input, request, $"a batch of {_set.What}"),
        };
        return new(
            DrawnRest.Complete(given, request, count),
            images.Labels is { } labels ? [.. positions.Select(position => labels[position])] : null)
        {
            Classes = images.Labels is null ? null : images.Classes,
        };
    }

    void CheckType(ValueInfo input)
    {
        if (!input.Type.IsFloat() && !_scale.IsRaw)
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"the model's input {input} takes {input.Type}, but pixels normalised by '{_scale.Name}' are "
                + "fractions: give --normalise raw");
        }
    }

    TensorData Tensor(ImageList images, int[] positions, ImageTarget target, long seed)
    {
        if ((long)positions.Length * target.Length > Array.MaxLength / sizeof(float))
        {
            throw new DataException(
                $"{positions.Length} images of {target.Size.Height} by {target.Size.Width} are more than an array "
                + "holds; lower --batch-size");
        }

        var crop = new Cropping(target.Size, _augment, _set.Form.Border, seed);
        return _scale.IsRaw
            ? Filled(images, positions, target, crop, ElementType.UInt8, (_, level) => level)
            : Normalised(images, positions, target, crop);
    }

    TensorData Normalised(ImageList images, int[] positions, ImageTarget target, Cropping crop)
    {
        var tables = _scale.Tables(target.Channels, _set.What);
        return Filled(
            images, positions, target, crop, ElementType.Float32, (channel, level) => tables[channel][level]);
    }

    static TensorData Filled<T>(
        ImageList images,
        int[] positions,
        ImageTarget target,
        Cropping crop,
        ElementType type,
        Func<int, byte, T> number)
        where T : unmanaged
    {
        var values = new T[positions.Length * target.Length];
        images.Read(positions, target.Size, (place, image) =>
        {
            var cut = crop.Cut(image, place);
            var sample = values.AsSpan(place * target.Length, target.Length);
            for (var i = 0; i < cut.Bytes.Length; i++)
            {
                var (channel, index) = Math.DivRem(i, target.Size.Height * target.Size.Width);
                sample[target.Place(channel, index)] = number(channel, cut.Bytes[i]);
            }
        });
        return new(type, target.Shape(positions.Length), MemoryMarshal.AsBytes<T>(values).ToArray());
    }
}
