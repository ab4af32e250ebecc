using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Replaces the parameters and buffers that are elsewhere or of another type.</summary>
            internal void Move(ScalarType? type, Device? device)
            {
                if (type is { } asked && !is_floating_point(asked) && !is_complex(asked))
                    throw new ArgumentException(
                        $"nn.Module.to only accepts floating point or complex types, but got desired dtype={asked}");
                if (device?.type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
                foreach (var child in _children.Values)
                    child.Move(type, device);
                foreach (var key in _parameters.Keys.ToArray())
                    _parameters[key] = Replace(key, _parameters[key], type, device, Converted);
                foreach (var key in _buffers.Keys.ToArray())
                {
                    var (tensor, persistent) = _buffers[key];
                    _buffers[key] = (Replace(key, tensor, type, device, ConvertedBuffer), persistent);
                }
            }

            T Replace<T>(
                string key, T held, ScalarType? type, Device? device, Func<T, ScalarType, Device, T> convert)
                where T : Tensor
            {
                var newType = type is { } asked && (held.is_floating_point() || held.is_complex()) ? asked : held.dtype;
                var target = device ?? held.device;
                var sameDevice = target.type == held.device_type
                    && (target.index < 0 || target.index == held.device_index);
                if (newType == held.dtype && sameDevice)
                    return held;
                var moved = convert(held, newType, target);
                foreach (var field in Fields().Where(field => field.Name == key))
                    field.SetValue(this, moved);
                return moved;
            }

            static Parameter Converted(Parameter held, ScalarType type, Device device)
            {
                using var frozen = no_grad();
                var moved = new Parameter(held.to(type, device), held.requires_grad);
                moved.DetachFromDisposeScope();
                using var gradient = held.grad;
                if (gradient is not null)
                {
                    using var movedGradient = gradient.to(type, device);
                    moved.grad = movedGradient;
                }
                held.Dispose();
                return moved;
            }

            static Tensor ConvertedBuffer(Tensor held, ScalarType type, Device device) =>
                held.to(type, device, disposeAfter: true).DetachFromDisposeScope();
        }
    }
}
