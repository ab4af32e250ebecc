using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => Aten.NumpyT.Call(this);

        public Tensor mT => transpose(-2, -1);

        public Tensor t() => Aten.T.Call(this);

        public Tensor view(params long[] shape) => Aten.View.Call(this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Aten.Reshape.Call(this, shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.Flatten.Call(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Aten.Unflatten.Call(this, dim, sizes);

        public Tensor squeeze(long? dim = null) =>
            dim is { } given ? Aten.SqueezeDim.Call(this, given) : Aten.Squeeze.Call(this);

        public Tensor unsqueeze(long dim) => Aten.Unsqueeze.Call(this, dim);

        public Tensor transpose(long dim0, long dim1) => Aten.Transpose.Call(this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor permute(params long[] permutation) => Aten.Permute.Call(this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor movedim(long[] source, long[] destination) => Aten.Movedim.Call(this, source, destination);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Aten.Expand.Call(this, sizes.ToArray(), isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Expand.Call(this, sizes, isImplicit);

        public Tensor expand(params long[] sizes) => Aten.Expand.Call(this, sizes, false);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => Aten.BroadcastTo.Call(this, shape);

        public Tensor repeat(params long[] sizes) => Aten.Repeat.Call(this, sizes);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.RepeatInterleave.Call(this, repeats, dim, output_size);

        public Tensor tile(long[] reps) => Aten.Tile.Call(this, reps);

        public Tensor narrow(long dim, long start, long length) => Aten.Narrow.Call(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.Slice.Call(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Aten.Select.Call(this, dim, index);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Aten.AsStrided.Call(this, size, strides, storageOffset);

        public Tensor unfold(long dimension, long size, long step) => Aten.Unfold.Call(this, dimension, size, step);

        public Tensor[] split(long size, int dim = 0) => Aten.Split.CallList(this, size, (long)dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) =>
            Aten.SplitSizes.CallList(this, sizes.ToArray(), dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Aten.SplitSizes.CallList(this, sizes, dim);

        public Tensor[] split(params long[] sizes) => Aten.SplitSizes.CallList(this, sizes, 0L);

        public Tensor[] chunk(long chunks, long dim = 0L) => Aten.Chunk.CallList(this, chunks, dim);

        public Tensor[] unbind(long dimension = 0L) => Aten.Unbind.CallList(this, dimension);

        public Tensor flip(params long[] dims) => Aten.Flip.Call(this, dims);

        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } given ? [given] : []);

        public Tensor roll(long[] shifts, long[] dims) => Aten.Roll.Call(this, shifts, dims);

        public Tensor roll(long[] shifts) => Aten.Roll.Call(this, shifts, new long[] { 0 });

        public Tensor tril(long diagonal = 0) => Aten.Tril.Call(this, diagonal);

        public Tensor triu(long diagonal = 0) => Aten.Triu.Call(this, diagonal);

        public Tensor diag(long diagonal = 0) => Aten.Diag.Call(this, diagonal);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) =>
            Aten.Diagonal.Call(this, offset, dim1, dim2);

        public Tensor diag_embed(long offset = 0L, long dim1 = -2L, long dim2 = -1L) =>
            Aten.DiagEmbed.Call(this, offset, dim1, dim2);

        public Tensor trace() => Aten.Trace.Call(this);
    }
}
