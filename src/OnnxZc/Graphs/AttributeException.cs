namespace OnnxZc.Graphs;

/// <summary>An attribute has a type that its operator does not define; who runs the operator names the node.</summary>
public sealed class AttributeException(string message) : ModelException(ModelErrorCode.InvalidGraph, message);
