namespace OnnxZc.Graphs;

/// <summary>An attribute has a type that its operator does not define; the importer adds node and model.</summary>
public sealed class AttributeException(string message) : ModelException(ModelErrorCode.InvalidGraph, message);
