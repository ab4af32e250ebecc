using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory itself of a contiguous tensor on the CPU; valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var length = numel() * element_size();
                if (!is_contiguous())
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                if (length > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (!is_cpu())
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported.");
                return new((void*)Address(), (int)length);
            }
            set
            {
                if (value.Length != numel() * element_size())
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            return new(is_cpu() ? this : cpu());
        }

        public unsafe T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            T value;
            TorchError.Check(NativeMethods.ReadTensor(Handle, &value, sizeof(T)));
            GC.KeepAlive(this);
            return value;
        }

        public Scalar ToScalar() => Aten.Item.CallScalar(this);

        public double ReadCpuDouble(long i) => data<double>()[i];

        public float ReadCpuSingle(long i) => data<float>()[i];

        public int ReadCpuInt32(long i) => data<int>()[i];

        public long ReadCpuInt64(long i) => data<long>()[i];

        public bool ReadCpuBool(long i) => data<bool>()[i];

        internal nint Address()
        {
            TorchError.Check(NativeMethods.TensorData(Handle, out var address));
            GC.KeepAlive(this);
            return address;
        }

        internal unsafe void Read<T>(Span<T> target)
            where T : unmanaged
        {
            fixed (T* start = target)
                TorchError.Check(NativeMethods.ReadTensor(Handle, start, (long)target.Length * sizeof(T)));
            GC.KeepAlive(this);
        }
    }
}
