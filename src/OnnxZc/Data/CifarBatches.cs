using System.Runtime.InteropServices;
using OnnxZc.Graphs;

namespace OnnxZc.Data;

/// <summary>
/// CIFAR images from the data set's standard binary form (https://www.cs.toronto.edu/~kriz/cifar.html), normalised per
/// channel as (x / 255 - mean) / deviation in float32, with mean (0.4914, 0.4822, 0.4465) and deviation (0.2023,
/// 0.1994,
/// 0.2010) for CIFAR-10 and CIFAR-100 alike, as the loaders of zero-cost-nas do (Abdelfattah et al. 2021). The first
/// samples of the file are taken, 64 unless a batch size is asked for; nothing is shuffled, cropped or flipped.
/// </summary>
/// <param name="path">
/// The file: records of 1 + 3072 bytes (CIFAR-10) or 2 + 3072 (CIFAR-100: coarse label, fine label).
/// </param>
/// <param name="classes">10 or 100; of CIFAR-100 the fine label is taken.</param>
public sealed class CifarBatches(string path, int classes) : IBatchSource
{
    const int DefaultBatchSize = 64;
    const int Side = 32;
    const int Channels = 3;
    const int PlaneSize = Side * Side;
    const int ImageSize = Channels * PlaneSize;

    static readonly float[] _means = [0.4914f, 0.4822f, 0.4465f];
    static readonly float[] _deviations = [0.2023f, 0.1994f, 0.2010f];

    readonly int _labelSize = classes switch
    {
        10 => 1,
        100 => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(classes), classes, "CIFAR has 10 or 100 classes."),
    };

    readonly Lazy<string> _hash = new(() => DataFile.Hash(path));

    /// <summary><c>cifar10:</c> or <c>cifar100:</c> and the SHA-256 of the file.</summary>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public string Fingerprint => $"cifar{classes}:{_hash.Value}";

    /// <inheritdoc/>
    public bool IsSeeded => false;

    /// <inheritdoc/>
    public Batch Read(BatchRequest request)
    {
        if (request.Inputs.Where(DrawnRest.IsData(request)).ToArray() is not [var input])
        {
            throw new ModelException(
                ModelErrorCode.DataMismatch,
                $"the model has {request.Inputs.Count} inputs, CIFAR images feed only one: "
                + "give all of them with --data FILE.npz");
        }

        using var file = DataFile.Open(path);
        var count = (int)(InputFit.FixedBatch(input, request) ?? request.BatchSize ?? DefaultBatchSize);
        CheckSize(file.Length, count);
        var records = new byte[checked(count * RecordSize)];
        file.ReadExactly(records);
        var images = new TensorData(
            ElementType.Float32,
            [count, Channels, Side, Side],
            MemoryMarshal.AsBytes<float>(Normalised(records, count)).ToArray());
        var fitted = InputFit.Fit(images, input, request, $"a batch of '{path}'");
        var given = new Dictionary<string, TensorData> { [input.Name] = fitted };
        return new(DrawnRest.Complete(given, request, count), Labels(records, count));
    }

    int RecordSize => _labelSize + ImageSize;

    void CheckSize(long length, int count)
    {
        if (length == 0 || length % RecordSize != 0)
        {
            throw new DataException(
                $"'{path}' has {length} bytes, not a multiple of CIFAR-{classes}'s {RecordSize} per image: "
                + "give a file of the binary version, such as test_batch.bin");
        }

        if (length / RecordSize < count)
        {
            throw new DataException(
                $"'{path}' has {length / RecordSize} images, fewer than the {count} wanted; lower --batch-size");
        }
    }

    float[] Normalised(byte[] records, int count)
    {
        var values = new float[count * ImageSize];
        for (var i = 0; i < values.Length; i++)
        {
            var (image, pixel) = Math.DivRem(i, ImageSize);
            var channel = pixel / PlaneSize;
            var raw = records[(image * RecordSize) + _labelSize + pixel];
            values[i] = ((raw / 255f) - _means[channel]) / _deviations[channel];
        }

        return values;
    }

    long[] Labels(byte[] records, int count)
    {
        var labels = new long[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = records[(i * RecordSize) + _labelSize - 1];
            if (labels[i] >= classes)
                throw new DataException($"image {i} of '{path}' has label {labels[i]}: no CIFAR-{classes} file");
        }

        return labels;
    }
}
