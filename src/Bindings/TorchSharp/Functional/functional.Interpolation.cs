using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Resizes the spatial dimensions to <paramref name="size"/>, or by <paramref name="scale_factor"/>.
            /// </summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                var spatial = x.dim() - 2;
                if (mode == InterpolationMode.Area || (recompute_scale_factor && scale_factor is not null))
                    (size, scale_factor) = (size ?? Scaled(x.shape, scale_factor!), null);
                return mode switch
                {
                    InterpolationMode.Area => spatial switch
                    {
                        1 => adaptive_avg_pool1d(x, size![0]),
                        2 => adaptive_avg_pool2d(x, size!),
                        _ => adaptive_avg_pool3d(x, size!),
                    },
                    InterpolationMode.Nearest => Nearest(spatial).Call(x, size, scale_factor),
                    InterpolationMode.NearestExact => NearestExact(spatial).Call(x, size, scale_factor),
                    _ => Smooth(mode, antialias).Call(x, size, align_corners ?? false, scale_factor),
                };
            }

            static long[] Scaled(long[] shape, double[] factors)
            {
                var size = new long[shape.Length - 2];
                for (var i = 0; i < size.Length; i++)
                    size[i] = (long)Math.Floor(shape[i + 2] * factors[factors.Length == 1 ? 0 : i]);
                return size;
            }

            static Operator Nearest(long spatial) => spatial switch
            {
                1 => Aten.UpsampleNearest1d,
                2 => Aten.UpsampleNearest2d,
                _ => Aten.UpsampleNearest3d,
            };

            static Operator NearestExact(long spatial) => spatial switch
            {
                1 => Aten.UpsampleNearestExact1d,
                2 => Aten.UpsampleNearestExact2d,
                _ => Aten.UpsampleNearestExact3d,
            };

            static Operator Smooth(InterpolationMode mode, bool antialias) => (mode, antialias) switch
            {
                (InterpolationMode.Linear, false) => Aten.UpsampleLinear1d,
                (InterpolationMode.Bilinear, false) => Aten.UpsampleBilinear2d,
                (InterpolationMode.Bicubic, false) => Aten.UpsampleBicubic2d,
                (InterpolationMode.Trilinear, false) => Aten.UpsampleTrilinear3d,
                (InterpolationMode.Bilinear, true) => Aten.UpsampleBilinear2dAntialias,
                (InterpolationMode.Bicubic, true) => Aten.UpsampleBicubic2dAntialias,
                _ => throw new ArgumentException(
                    $"Antialiasing is for bilinear and bicubic interpolation, not {mode}."),
            };
        }
    }
}
