namespace TorchSharp.Interop;

/// <summary>A tensor's metadata; the two addresses belong to the native tensor.</summary>
unsafe struct TensorInfo
{
    public long* Sizes;
    public long* Strides;
    public long Count;
    public int Rank;
    public int Type;
    public int DeviceType;
    public int DeviceIndex;
    public byte RequiresGrad;
    public byte IsLeaf;
    public byte IsContiguous;
    public byte IsSparse;

    public readonly long[] Shape => new ReadOnlySpan<long>(Sizes, Rank).ToArray();
}
