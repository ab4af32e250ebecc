namespace TorchSharp.Interop;

// The order is that of shim::Tag in native/shim.h.
enum NativeTag
{
    None, Tensor, Int, Double, Bool, IntList, DoubleList, BoolList, TensorList, OptionalTensorList,
    Device, String, Generator, Default,
}
