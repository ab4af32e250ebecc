using OnnxZc.Graphs;
using TorchSharp;
using F = TorchSharp.torch.nn.functional;
using Tensor = TorchSharp.torch.Tensor;

namespace OnnxZc.Networks.Operators.Spatial;

/// <summary>Spectra, the windows that they are taken through, and the weights of mel bands.</summary>
static class SignalOperators
{
    public static void Register(OperatorRegistry table)
    {
        table.Add("DFT", [17], call => Dft(call, call.Attributes.Int("axis", 1)));
        table.Add("DFT", [20], call => Dft(call, call.Ints(2)?[0] ?? -2));
        table.Add("STFT", [17], Stft);
        table.Add("HannWindow", [17], call => Window(call, 0.5, 0.5, 0));
        table.Add("HammingWindow", [17], call => Window(call, 25.0 / 46, 21.0 / 46, 0));
        table.Add("BlackmanWindow", [17], call => Window(call, 0.42, 0.5, 0.08));
        table.Add("MelWeightMatrix", [17], MelWeightMatrix);
    }

    static Tensor Dft(OperatorCall call, long givenAxis)
    {
        var x = call[0];
        var axis = call.Axis(givenAxis, x.ndim);
        var isInverse = call.Attributes.Int("inverse", 0) != 0;
        var isOneSided = call.Attributes.Int("onesided", 0) != 0;
        var size = x.shape[axis];
        var length = call.Ints(1)?[0] ?? (isInverse && isOneSided ? 2 * (size - 1) : size);
        var taken = isInverse && isOneSided ? (length / 2) + 1 : length;

        Tensor Part(int index) => F.pad(x.select(-1, index).transpose(axis, -1), [0, taken - size]);
        var real = Part(0);
        var imaginary = x.shape[^1] == 2 ? Part(1) : null;
        if (isInverse && isOneSided)
            return RealInverse(real, imaginary, length).transpose(axis, -1).unsqueeze(-1);

        var count = isOneSided ? (length / 2) + 1 : length;
        var (re, im) = FourierTransform.Of(real, imaginary, count, isInverse);
        var y = torch.stack([re.transpose(axis, -1), im.transpose(axis, -1)], -1);
        return isInverse ? y / length : y;
    }

    // The other half mirrors this one, so every frequency but the first and the middle one stands for two.
    static Tensor RealInverse(Tensor real, Tensor? imaginary, long length)
    {
        var taken = real.shape[^1];
        var weights = torch.tensor(
            [.. Enumerable.Range(0, (int)taken).Select(k => (k == 0 || 2 * k == length ? 1.0 : 2.0) / length)],
            dtype: real.dtype).to(real.device);
        var rest = new[] { 0, length - taken };
        return FourierTransform.Of(
            F.pad(real * weights, rest),
            imaginary is null ? null : F.pad(imaginary * weights, rest),
            length,
            isInverse: true).Real;
    }

    static Tensor Stft(OperatorCall call)
    {
        var signal = call[0].ndim == 2 ? call[0].unsqueeze(-1) : call[0];
        var step = call.Ints(1)![0];
        var window = call.Optional(2);
        var length = call.Ints(3)?[0] ?? window?.shape[0] ?? signal.shape[1];
        if (window is not null)
            window = F.pad(window, [0, length - window.shape[0]]);

        Tensor Frames(int part)
        {
            var frames = signal.select(-1, part).unfold(1, length, step);
            return window is null ? frames : frames * window;
        }

        var isOneSided = call.Attributes.Int("onesided", 1) != 0;
        var (real, imaginary) = FourierTransform.Of(
            Frames(0),
            signal.shape[^1] == 2 ? Frames(1) : null,
            isOneSided ? (length / 2) + 1 : length,
            isInverse: false);
        return torch.stack([real, imaginary], -1);
    }

    static Tensor Window(OperatorCall call, double constant, double first, double second)
    {
        var size = call.Ints(0)![0];
        var period = call.Attributes.Int("periodic", 1) != 0 ? size : Math.Max(1, size - 1);
        double[] values = [.. Enumerable.Range(0, checked((int)size)).Select(i => 2 * Math.PI * i / period)
            .Select(angle => constant - (first * Math.Cos(angle)) + (second * Math.Cos(2 * angle)))];
        return torch.tensor(values, dtype: OutputType(call));
    }

    static torch.ScalarType OutputType(OperatorCall call) => TensorConversion.ScalarTypeOf(
        call.Node, (ElementType)call.Attributes.Int("output_datatype", (long)ElementType.Float32));

    static Tensor MelWeightMatrix(OperatorCall call)
    {
        var (bands, length, rate) = (call.Ints(0)![0], call.Ints(1)![0], call.Ints(2)![0]);
        var (low, high) = (Mel(call.Number(3)!.Value), Mel(call.Number(4)!.Value));
        var rows = (length / 2) + 1;
        long[] edges = [.. Enumerable.Range(0, (int)bands + 2).Select(i =>
            (long)Math.Floor((length + 1) * Hertz(low + (i * (high - low) / (bands + 2))) / rate))];
        var weights = new double[rows * bands];
        for (var band = 0L; band < bands; band++)
        {
            var (left, peak, right) = (edges[band], edges[band + 1], edges[band + 2]);
            for (var row = left; row < Math.Min(right, rows); row++)
            {
                weights[(row * bands) + band] = row < peak
                    ? (row - left) / (double)(peak - left)
                    : (right - row) / (double)(right - peak);
            }

            if (peak < rows)
                weights[(peak * bands) + band] = 1;
        }

        return torch.tensor(weights, [rows, bands], dtype: OutputType(call));
    }

    static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
