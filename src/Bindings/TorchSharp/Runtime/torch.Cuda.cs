using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch that runs.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.Version())!;

    public static bool cuda_is_available() => cuda.is_available();

    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => NativeMethods.CudaCount();

        public static void manual_seed(long seed) => TorchError.Check(NativeMethods.CudaManualSeed(seed, 0));

        public static void manual_seed_all(long seed) => TorchError.Check(NativeMethods.CudaManualSeed(seed, 1));

        public static void synchronize(Device? device = null) =>
            TorchError.Check(NativeMethods.CudaSynchronize(device?.index ?? -1));
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => NativeMethods.AllowTf32(0, -1) != 0;
                    set => NativeMethods.AllowTf32(0, value ? 1 : 0);
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => NativeMethods.AllowTf32(1, -1) != 0;
                set => NativeMethods.AllowTf32(1, value ? 1 : 0);
            }
        }
    }
}
