using OnnxZc.Graphs;
using OnnxZc.Graphs.Rewriting;
using OnnxZc.Numerics;

namespace OnnxZc.Networks.Weights;

/// <summary>
/// Draws new values for a graph's learned tensors from streams <c>init:NAME</c>, one per tensor, so that a tensor's
/// values depend on its name, its role and the seed alone. A tensor is drawn when somebody first reads it.
/// </summary>
/// <remarks>
/// The distributions are PyTorch's (torch.nn.init and the layers' reset_parameters). <c>kaiming</c>: He et al. 2015,
/// https://arxiv.org/abs/1502.01852. <c>xavier</c>: Glorot and Bengio 2010,
/// http://proceedings.mlr.press/v9/glorot10a.html. <c>orthogonal</c>: Saxe et al. 2013,
/// https://arxiv.org/abs/1312.6120. Where PyTorch has no default (position embeddings, class tokens) the deviation is
/// 0.02, as in the transformers' own code.
/// </remarks>
static class Initialization
{
    const double TableDeviation = 0.02;
    const double VggLinearDeviation = 0.01;
    const double PReluSlope = 0.25;

    /// <param name="graph">A folded graph.</param>
    /// <param name="scheme">How to draw; <see cref="InitScheme.AsIs"/> changes nothing.</param>
    /// <param name="seed">The seed of the streams.</param>
    public static Graph Apply(Graph graph, InitScheme scheme, long seed)
    {
        if (scheme == InitScheme.AsIs)
            return graph;

        var drawn = new Dictionary<string, TensorData>(graph.Initializers, StringComparer.Ordinal);
        foreach (var (name, role) in TensorRoles.Of(graph))
            drawn[name] = Draw(drawn[name], role, scheme, new($"init:{name}", seed));
        return graph.With(initializers: drawn);
    }

    static TensorData Draw(TensorData old, TensorRole role, InitScheme scheme, RandomStream stream)
    {
        if (role.IsWeight && scheme is InitScheme.Orthogonal or InitScheme.OrthogonalZeroBias)
        {
            return LazyElements.Tensor(old.Type, old.Shape, bytes =>
            {
                var matrix = Orthogonal.Draw(stream, old.Shape);
                LazyElements.Fill(bytes, old.Type, i => matrix[i]);
            });
        }

        return Deviation(role, scheme) is { } deviation
            ? LazyElements.Normal(old.Type, old.Shape, stream, deviation)
            : LazyElements.Tensor(old.Type, old.Shape, Element(role, scheme, stream));
    }

    /// <summary>That of normal elements; null where they are not normal.</summary>
    static double? Deviation(TensorRole role, InitScheme scheme) => role.Kind switch
    {
        RoleKind.Convolution when scheme is InitScheme.Resnet or InitScheme.Vgg => Math.Sqrt(2.0 / role.FanOut),
        RoleKind.Linear when scheme == InitScheme.Vgg => VggLinearDeviation,
        RoleKind.Convolution or RoleKind.Linear => scheme switch
        {
            InitScheme.Kaiming or InitScheme.KaimingZeroBias => Math.Sqrt(2.0 / role.FanIn),
            InitScheme.Xavier or InitScheme.XavierZeroBias => Math.Sqrt(2.0 / (role.FanIn + role.FanOut)),
            InitScheme.Normal => 1,
            _ => null,
        },
        RoleKind.Embedding => 1,
        RoleKind.Table => TableDeviation,
        _ => null,
    };

    static Func<long, double> Element(TensorRole role, InitScheme scheme, RandomStream stream) => role.Kind switch
    {
        RoleKind.Bias when HasZeroBias(scheme) => _ => 0,
        RoleKind.One or RoleKind.UpdatedVariance => _ => 1,
        RoleKind.Zero or RoleKind.UpdatedMean => _ => 0,
        RoleKind.Slope => _ => PReluSlope,
        _ => Uniform(stream, role.FanIn),
    };

    static bool HasZeroBias(InitScheme scheme) => scheme is InitScheme.Normal or InitScheme.DefaultZeroBias
        or InitScheme.KaimingZeroBias or InitScheme.XavierZeroBias or InitScheme.OrthogonalZeroBias
        or InitScheme.Vgg;

    // kaiming_uniform_ with a = sqrt(5) has this bound too.
    static Func<long, double> Uniform(RandomStream stream, long fanIn)
    {
        var bound = 1 / Math.Sqrt(fanIn);
        return i => -bound + (2 * bound * stream.Uniform(i));
    }
}
