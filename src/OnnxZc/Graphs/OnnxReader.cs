namespace OnnxZc.Graphs;

/// <summary>Reads an ONNX file as a <see cref="Graph"/>.</summary>
static class OnnxReader;
