using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/>, weighted by <paramref name="grad_outputs"/>. With
        /// <paramref name="allow_unused"/>, that of an input which the outputs do not use is an invalid tensor.
        /// </summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* tops = Handles(outputs), leaves = Handles(inputs), seeds = Handles(grad_outputs))
            fixed (nint* found = results)
            {
                TorchError.Check(NativeMethods.Gradients(
                    tops, outputs.Count, leaves, inputs.Count, seeds, grad_outputs?.Count ?? 0,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, found));
            }
            KeepAlive(outputs, inputs, grad_outputs);
            return [.. results.Select(handle => Materialised(new Tensor(handle)))];
        }

        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            fixed (nint* tops = Handles(tensors), leaves = Handles(inputs), seeds = Handles(grad_tensors))
            {
                TorchError.Check(NativeMethods.Backward(
                    tops, tensors.Count, seeds, grad_tensors?.Count ?? 0, retain_graph ?? create_graph ? 1 : 0,
                    create_graph ? 1 : 0, leaves, inputs?.Count ?? 0));
            }
            KeepAlive(tensors, inputs, grad_tensors);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        // libtorch gives some zero gradients, such as the second derivative of |x|, without memory to read them from.
        static Tensor Materialised(Tensor gradient)
        {
            if (gradient.IsInvalid || gradient.is_sparse || gradient.numel() == 0 || gradient.Address() != 0)
                return gradient;
            using (gradient)
                return gradient.clone();
        }

        static nint[] Handles(IList<Tensor>? tensors) => tensors is null
            ? []
            : [.. tensors.Select(tensor => tensor is null ? 0 : tensor.Handle)];

        static void KeepAlive(IList<Tensor> outputs, IList<Tensor>? inputs, IList<Tensor>? seeds)
        {
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(seeds);
        }
    }
}
