namespace OnnxZc.Graphs.Files;

/// <summary>Which field of which message of the ONNX format holds what.</summary>
static class WireSchema
{
    /// <summary>What a length-delimited field holds; <see cref="WireMessage.None"/> where it is not known.</summary>
    public static WireMessage Content(WireMessage message, ulong field) => (message, field) switch
    {
        (WireMessage.Model, 7) or (WireMessage.Training, 1 or 2) => WireMessage.Graph,
        (WireMessage.Attribute, 6 or 11) => WireMessage.Graph,
        (WireMessage.Model, 20) => WireMessage.Training,
        (WireMessage.Model, 25) => WireMessage.Function,
        (WireMessage.Graph, 1) or (WireMessage.Function, 7) => WireMessage.Node,
        (WireMessage.Node, 5) or (WireMessage.Function, 11) => WireMessage.Attribute,
        (WireMessage.Graph, 5) or (WireMessage.Attribute, 5 or 10) => WireMessage.Tensor,
        (WireMessage.SparseTensor, 1 or 2) => WireMessage.Tensor,
        (WireMessage.Graph, 15) or (WireMessage.Attribute, 22 or 23) => WireMessage.SparseTensor,
        (WireMessage.Graph, 11 or 12 or 13) or (WireMessage.Function, 12) => WireMessage.ValueInfo,
        (WireMessage.ValueInfo, 2) or (WireMessage.Attribute, 14 or 15) => WireMessage.Type,
        (WireMessage.Wrapper, 1) or (WireMessage.Map, 2) => WireMessage.Type,
        (WireMessage.Type, 1 or 8) => WireMessage.TensorType,
        (WireMessage.Type, 4 or 9) => WireMessage.Wrapper,
        (WireMessage.Type, 5) => WireMessage.Map,
        (WireMessage.TensorType, 2) => WireMessage.Shape,
        (WireMessage.Model or WireMessage.Function, 14) or (WireMessage.Node, 9) or (WireMessage.ValueInfo, 4) =>
            WireMessage.Entry,
        (WireMessage.Training, 3 or 4) or (WireMessage.Graph, 14 or 16) => WireMessage.Entry,
        (WireMessage.Tensor, 13 or 16) => WireMessage.Entry,
        (WireMessage.Model, 8) or (WireMessage.Function, 9) or (WireMessage.Shape, 1) => WireMessage.Entry,
        _ => IsText(message, field) ? WireMessage.Text : WireMessage.None,
    };

    static bool IsText(WireMessage message, ulong field) => (message, field) switch
    {
        (WireMessage.Model, 2 or 3 or 4 or 6) => true,
        (WireMessage.Graph, 2 or 10) => true,
        (WireMessage.Node, 1 or 2 or 3 or 4 or 6 or 7 or 8) => true,
        (WireMessage.Attribute, 1 or 4 or 9 or 13 or 21) => true,
        (WireMessage.Function, 1 or 4 or 5 or 6 or 8 or 10 or 13) => true,
        (WireMessage.ValueInfo, 1 or 3) => true,
        (WireMessage.Tensor, 6 or 8 or 12) => true,
        (WireMessage.Entry, 1 or 2 or 3) => true,
        (WireMessage.Type, 6) => true,
        _ => false,
    };
}
