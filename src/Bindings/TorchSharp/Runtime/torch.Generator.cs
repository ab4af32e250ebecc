using System.Diagnostics;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        internal Generator(nint handle) => (Handle, device) = (handle, CPU);

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            TorchError.Check(NativeMethods.NewGenerator(
                unchecked((long)seed), (int)this.device.type, this.device.index, out var handle));
            Handle = handle;
        }

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                TorchError.Check(NativeMethods.DefaultGenerator(out var handle));
                return new(handle);
            }
        }

        public nint Handle { get; private set; }

        public Device device { get; }

        public Tensor get_state()
        {
            TorchError.Check(NativeMethods.GeneratorState(Handle, out var state));
            GC.KeepAlive(this);
            return new(state);
        }

        public void set_state(Tensor value)
        {
            TorchError.Check(NativeMethods.SetGeneratorState(Handle, value.Handle));
            GC.KeepAlive(this);
            GC.KeepAlive(value);
        }

        public Generator manual_seed(long seed)
        {
            TorchError.Check(NativeMethods.SeedGenerator(Handle, seed));
            return this;
        }

        public long seed()
        {
            var fresh = Stopwatch.GetTimestamp();
            manual_seed(fresh);
            return fresh;
        }

        public long initial_seed()
        {
            var seed = NativeMethods.InitialSeed(Handle);
            GC.KeepAlive(this);
            return seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != 0)
                NativeMethods.FreeGenerator(Handle);
            Handle = 0;
        }
    }
}
