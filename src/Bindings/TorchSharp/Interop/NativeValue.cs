namespace TorchSharp.Interop;

/// <summary>One argument or result of a boxed call; lists and strings are an address and a count.</summary>
struct NativeValue
{
    public NativeTag Tag;
    public int Count;
    public long Data;
}
