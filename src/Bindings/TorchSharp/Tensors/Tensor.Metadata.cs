using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Info().Rank;

        public long ndim => Info().Rank;

        public long NumberOfElements => Info().Count;

        public long ElementSize => SizeOf(dtype);

        public ScalarType dtype => (ScalarType)Info().Type;

        public DeviceType device_type => (DeviceType)Info().DeviceType;

        public int device_index => Info().DeviceIndex;

        public Device device
        {
            get
            {
                var info = Info();
                return (DeviceType)info.DeviceType == DeviceType.CPU
                    ? new(DeviceType.CPU)
                    : new((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Info().IsSparse != 0;

        public bool is_leaf => Info().IsLeaf != 0;

        public long[] shape
        {
            get
            {
                var shape = Info().Shape;
                GC.KeepAlive(this);
                return shape;
            }
        }

        public bool requires_grad
        {
            get => Info().RequiresGrad != 0;
            set
            {
                TorchError.Check(NativeMethods.SetRequiresGrad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public Tensor? grad
        {
            get
            {
                TorchError.Check(NativeMethods.Gradient(Handle, out var gradient));
                return gradient == 0 ? null : Owner(gradient);
            }
            set
            {
                TorchError.Check(NativeMethods.SetGradient(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public long dim() => Info().Rank;

        public long numel() => Info().Count;

        public long element_size() => SizeOf(dtype);

        public long[] size() => shape;

        public unsafe long size(int dim)
        {
            var info = Info();
            var index = dim < 0 ? dim + info.Rank : dim;
            if ((uint)index >= (uint)info.Rank)
                throw new System.Runtime.InteropServices.ExternalException(
                    $"size: dimension {dim} is out of range for a tensor of {info.Rank} dimensions");
            var length = info.Sizes[index];
            GC.KeepAlive(this);
            return length;
        }

        public unsafe long[] stride()
        {
            var info = Info();
            var strides = new ReadOnlySpan<long>(info.Strides, info.Strides == null ? 0 : info.Rank).ToArray();
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public bool is_contiguous() => Info().IsContiguous != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            TorchError.Check(NativeMethods.RetainGradient(Handle));
            GC.KeepAlive(this);
        }

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public override string ToString() =>
            IsInvalid ? "[invalid]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        unsafe TensorInfo Info()
        {
            TensorInfo info;
            TorchError.Check(NativeMethods.TensorInfo(Handle, &info));
            GC.KeepAlive(this);
            return info;
        }
    }
}
