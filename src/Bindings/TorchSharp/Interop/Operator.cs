using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>An ATen operator, found by name and overload at its first call and called boxed.</summary>
sealed unsafe class Operator(string name, string overload = "")
{
    const int Capacity = 8;
    const int StackWords = 128;
    nint _handle;

    /// <summary>The single tensor that the operator returns.</summary>
    internal Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        Invoke(arguments, results);
        return new Tensor((nint)results[0].Data);
    }

    /// <summary>For operators that change their first argument: the returned alias of it is dropped.</summary>
    internal void Run(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        var count = Invoke(arguments, results);
        for (var i = 0; i < count; i++)
        {
            if (results[i].Tag == NativeTag.Tensor)
                NativeMethods.FreeTensor((nint)results[i].Data);
        }
    }

    internal (Tensor First, Tensor Second) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        Invoke(arguments, results);
        return (new((nint)results[0].Data), new((nint)results[1].Data));
    }

    internal (Tensor First, Tensor Second, Tensor Third) CallTriple(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        Invoke(arguments, results);
        return (new((nint)results[0].Data), new((nint)results[1].Data), new((nint)results[2].Data));
    }

    internal Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        Invoke(arguments, results);
        var tensors = new Tensor[results[0].Count];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new((nint)((long*)results[0].Data)[i]);
        return tensors;
    }

    internal Scalar CallScalar(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[Capacity];
        Invoke(arguments, results);
        return new(results[0].Tag, results[0].Data);
    }

    int Invoke(ReadOnlySpan<Argument> arguments, NativeValue* results)
    {
        var handle = _handle != 0 ? _handle : Find();
        var values = stackalloc NativeValue[arguments.Length];
        var words = 0;
        foreach (ref readonly var argument in arguments)
            words += argument.Words;
        int count;
        Span<long> scratch = words <= StackWords ? stackalloc long[words] : new long[words];
        fixed (long* start = scratch)
        {
            var next = start;
            for (var i = 0; i < arguments.Length; i++)
            {
                values[i] = arguments[i].Write(next);
                next += arguments[i].Words;
            }
            TorchError.Check(NativeMethods.CallOperator(handle, values, arguments.Length, results, Capacity, &count));
        }
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Reference);
        return count;
    }

    nint Find()
    {
        TorchError.Check(NativeMethods.FindOperator($"aten::{name}", overload, out var handle, out _));
        return _handle = handle;
    }
}
