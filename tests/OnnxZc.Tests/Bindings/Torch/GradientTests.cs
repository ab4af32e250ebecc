using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace OnnxZc.Tests.Bindings.Torch;

public sealed class GradientTests
{
    static readonly long[] s_images = [2, 3, 5, 5];
    static readonly long[] s_matrix = [3, 4];

    static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, long[][] Shapes)> s_cases = new()
    {
        ["conv1d"] = (x => F.conv1d(x[0], x[1], x[2], stride: 2, padding: 1), [[2, 3, 6], [4, 3, 3], [4]]),
        ["conv2d"] = (x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 1]), [s_images, [4, 3, 3, 3], [4]]),
        ["conv2d depthwise"] = (x => F.conv2d(x[0], x[1], null, groups: 3), [s_images, [3, 1, 3, 3]]),
        ["conv3d"] = (x => F.conv3d(x[0], x[1]), [[1, 2, 3, 3, 3], [2, 2, 2, 2, 2]]),
        ["conv_transpose2d"] = (
            x => F.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1], [1, 1]), [[1, 2, 3, 3], [2, 3, 3, 3], [3]]),
        ["linear"] = (x => F.linear(x[0], x[1], x[2]), [s_matrix, [5, 4], [5]]),
        ["matmul"] = (x => x[0].matmul(x[1]), [[2, 3, 4], [2, 4, 2]]),
        ["einsum"] = (x => einsum("ij,jk->ik", x[0], x[1]), [s_matrix, [4, 2]]),
        ["batch_norm"] = (x => F.batch_norm(x[0], null, null, x[1], x[2], training: true), [s_images, [3], [3]]),
        ["instance_norm"] = (x => F.instance_norm(x[0], null, null, x[1], x[2]), [s_images, [3], [3]]),
        ["layer_norm"] = (x => F.layer_norm(x[0], [4], x[1], x[2]), [s_matrix, [4], [4]]),
        ["group_norm"] = (x => F.group_norm(x[0], 2, x[1], x[2]), [[2, 4, 3], [4], [4]]),
        ["local_response_norm"] = (x => F.local_response_norm(x[0], 3, 0.1), [s_images]),
        ["softmax"] = (x => x[0].softmax(1), [s_matrix]),
        ["log_softmax"] = (x => F.log_softmax(x[0], 1), [s_matrix]),
        ["gelu"] = (x => F.gelu(x[0]), [s_matrix]),
        ["gelu tanh"] = (x => F.gelu(x[0], TorchSharp.Modules.GELU.Approximate.tanh), [s_matrix]),
        ["erf"] = (x => x[0].erf(), [s_matrix]),
        ["silu"] = (x => F.silu(x[0]), [s_matrix]),
        ["mish"] = (x => F.mish(x[0]), [s_matrix]),
        ["elu"] = (x => F.elu(x[0], 1.5), [s_matrix]),
        ["softplus"] = (x => F.softplus(x[0], 2), [s_matrix]),
        ["softsign"] = (x => F.softsign(x[0]), [s_matrix]),
        ["prelu"] = (x => F.prelu(x[0], x[1]), [s_matrix, [4]]),
        ["avg_pool2d"] = (x => F.avg_pool2d(x[0], [3, 3], [2, 2], [1, 1], count_include_pad: false), [s_images]),
        ["max_pool2d"] = (x => F.max_pool2d(x[0], [3, 3], [2, 2], [1, 1]), [s_images]),
        ["adaptive_avg_pool2d"] = (x => F.adaptive_avg_pool2d(x[0], [2, 2]), [s_images]),
        ["pad reflect"] = (x => F.pad(x[0], [1, 2, 2, 1], PaddingModes.Reflect), [s_images]),
        ["interpolate"] = (
            x => F.interpolate(x[0], [7, 8], mode: InterpolationMode.Bilinear, align_corners: false), [s_images]),
        ["cat"] = (x => cat([x[0], x[1]], 1).square(), [s_matrix, [3, 2]]),
        ["stack"] = (x => stack([x[0], x[1]]).square(), [s_matrix, s_matrix]),
        ["split"] = (x => x[0].split([1, 3], 1)[1].square(), [s_matrix]),
        ["index_select"] = (x => x[0].index_select(1, tensor([3L, 0L, 3L])).square(), [s_matrix]),
        ["gather"] = (x => x[0].gather(1, tensor(new[,] { { 1L }, { 3L }, { 0L } })).square(), [s_matrix]),
        ["where"] = (x => where(x[0] > 0, x[0] * x[1], x[1].exp()), [s_matrix, s_matrix]),
        ["expand"] = (x => x[0].expand(3, 4) * x[1], [[1, 4], s_matrix]),
        ["index"] = (x => x[0][TensorIndex.Colon, TensorIndex.Slice(1, 4, 2)].square(), [s_matrix]),
        ["var"] = (x => x[0].var(1), [s_matrix]),
        ["mean"] = (x => x[0].mean([1], keepdim: true).square(), [s_matrix]),
        ["prod"] = (x => x[0].prod(1), [s_matrix]),
        ["cumsum"] = (x => x[0].cumsum(1).square(), [s_matrix]),
        ["amax"] = (x => x[0].amax([1], false).square(), [s_matrix]),
        ["pow"] = (x => x[0].abs().add(1).pow(x[1]), [s_matrix, s_matrix]),
        ["division"] = (x => 2.0 / (x[0].square() + 1) - x[1] / 3, [s_matrix, s_matrix]),
        ["clamp"] = (x => x[0].clamp(-0.5, 0.5) * x[0], [s_matrix]),
        ["permute"] = (x => x[0].permute(1, 0).matmul(x[1]), [s_matrix, [3, 2]]),
        ["cross_entropy"] = (x => F.cross_entropy(x[0], tensor([1L, 3L, 0L])), [s_matrix]),
        ["slogdet"] = (x => linalg.slogdet(x[0].matmul(x[0].t()) + eye(3, dtype: float64)).Item2, [s_matrix]),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Grad_OfOperator_EqualsFiniteDifferences(string name)
    {
        var (function, shapes) = s_cases[name];
        FiniteDifferences.Confirm(function, shapes);
    }
}
