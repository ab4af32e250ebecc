using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
    {
        var integral = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        var type = dtype ?? (integral ? ScalarType.Int64 : s_defaultType);
        return Aten.Arange.Call(start, stop, step, type, Argument.None, device ?? s_defaultDevice)
            .with_requires_grad(requires_grad);
    }

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Aten.Linspace.Call(
                (Scalar)start, (Scalar)end, steps, dtype ?? s_defaultType, Argument.None, device ?? s_defaultDevice)
            .with_requires_grad(requires_grad);

    public static Tensor eye(
        long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Unnamed(
            Aten.Eye.Call(
                rows, columns == -1 ? rows : columns, dtype ?? s_defaultType, Argument.None, device ?? s_defaultDevice),
            names)
            .with_requires_grad(requires_grad);

    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Unnamed(
            Aten.Randint.Call(
                low, high, size, generator, dtype ?? ScalarType.Int64, Argument.None, device ?? s_defaultDevice),
            names)
            .with_requires_grad(requires_grad);

    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        Aten.Randperm.Call(n, generator, dtype ?? ScalarType.Int64, Argument.None, device ?? s_defaultDevice);

    static Tensor Sized(
        Operator factory, long[] size, ScalarType type, Device? device, bool requires_grad, string[]? names) =>
        Unnamed(factory.Call(size, type, Argument.None, device ?? s_defaultDevice), names)
            .with_requires_grad(requires_grad);

    static Tensor Sized(
        Operator factory, long[] size, Argument first, ScalarType type, Device? device, bool requires_grad,
        string[]? names) =>
        Unnamed(factory.Call(size, first, type, Argument.None, device ?? s_defaultDevice), names)
            .with_requires_grad(requires_grad);

    static Tensor Unnamed(Tensor tensor, string[]? names) => names is null or []
        ? tensor
        : throw new NotSupportedException("This binding does not carry named dimensions.");
}
