using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[module: SkipLocalsInit]

namespace TorchSharp.Interop;

/// <summary>
/// The C ABI of libonnxzc_torch; calls that can fail return 1 and leave a message in <see cref="LastError"/>.
/// </summary>
static unsafe partial class NativeMethods
{
    const string Shim = ShimLoader.Name;

    static NativeMethods() => ShimLoader.Register();

    [LibraryImport(Shim, EntryPoint = "ozt_last_error")]
    internal static partial byte* LastError();

    [LibraryImport(Shim, EntryPoint = "ozt_version")]
    internal static partial byte* Version();

    [LibraryImport(Shim, EntryPoint = "ozt_operator_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FindOperator(string name, string overload, out nint result, out int arity);

    [LibraryImport(Shim, EntryPoint = "ozt_operator_call")]
    internal static partial int CallOperator(
        nint handle, NativeValue* arguments, int count, NativeValue* results, int capacity, int* resultCount);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_free")]
    internal static partial void FreeTensor(nint handle);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_alias")]
    internal static partial nint AliasTensor(nint handle);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_info")]
    [SuppressGCTransition]
    internal static partial int TensorInfo(nint handle, TensorInfo* info);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_data")]
    internal static partial int TensorData(nint handle, out nint data);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_from")]
    internal static partial int TensorFrom(
        void* data, long* sizes, int rank, int type, int deviceType, int deviceIndex, out nint result);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_read")]
    internal static partial int ReadTensor(nint handle, void* target, long bytes);

    [LibraryImport(Shim, EntryPoint = "ozt_autograd_grad")]
    internal static partial int Gradients(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* seeds, int seedCount,
        int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Shim, EntryPoint = "ozt_autograd_backward")]
    internal static partial int Backward(
        nint* outputs, int outputCount, nint* seeds, int seedCount, int retainGraph, int createGraph,
        nint* inputs, int inputCount);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_set_requires_grad")]
    internal static partial int SetRequiresGrad(nint handle, int value);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_retain_grad")]
    internal static partial int RetainGradient(nint handle);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_grad")]
    internal static partial int Gradient(nint handle, out nint result);

    [LibraryImport(Shim, EntryPoint = "ozt_tensor_set_grad")]
    internal static partial int SetGradient(nint handle, nint gradient);

    [LibraryImport(Shim, EntryPoint = "ozt_grad_mode")]
    internal static partial int GradMode();

    [LibraryImport(Shim, EntryPoint = "ozt_grad_mode_set")]
    internal static partial void SetGradMode(int enabled);

    [LibraryImport(Shim, EntryPoint = "ozt_inference_mode")]
    internal static partial int InferenceMode();

    [LibraryImport(Shim, EntryPoint = "ozt_inference_mode_enter")]
    internal static partial nint EnterInferenceMode(int enabled);

    [LibraryImport(Shim, EntryPoint = "ozt_inference_mode_leave")]
    internal static partial void LeaveInferenceMode(nint guard);
}
