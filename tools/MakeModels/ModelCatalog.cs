namespace OnnxZc.MakeModels;

/// <summary>Every file of <c>models/</c>, alphabetical; opsets differ so that many operator versions appear.</summary>
static class ModelCatalog
{
    const string ResNetPaper = "He et al. 2015, [arXiv:1512.03385](https://arxiv.org/abs/1512.03385)";

    /// <summary>The cell of <c>nasbench201.onnx</c>.</summary>
    public const string Cell =
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|";

    public static ModelRecipe[] All { get; } =
    [
        new(
            "densenet40",
            "DenseNet-40, k = 12, no bottleneck, no compression; Huang et al. 2016, "
            + "[arXiv:1608.06993](https://arxiv.org/abs/1608.06993)",
            18,
            DenseNet.Build),
        new("mlp", "Two hidden layers (256, 128), batch normalization after each; our own", 13, Mlp.Build),
        new(
            "mobilenetv2",
            "MobileNetV2 1.0; Sandler et al. 2018, [arXiv:1801.04381](https://arxiv.org/abs/1801.04381)",
            16,
            MobileNetV2.Build),
        new(
            "nasbench201",
            $"NAS-Bench-201 cell `{Cell.Replace("|", "\\|")}`; Dong and Yang 2020, "
            + "[arXiv:2001.00326](https://arxiv.org/abs/2001.00326)",
            18,
            (name, opset) => NasBench201.Build(name, opset, Cell)),
        new("resnet18", $"ResNet-18; {ResNetPaper}", 17, ResNet.ImageNet18),
        new(
            "resnet20",
            $"ResNet-20 for CIFAR-10, projection shortcuts (option B); {ResNetPaper}",
            15,
            (name, opset) => ResNet.Cifar(name, opset, depth: 20)),
        new(
            "resnet20-folded",
            "`resnet20` after folding: convolutions have a bias, no batch normalization is left",
            11,
            (name, opset) => ResNet.Cifar(name, opset, depth: 20, folded: true)),
        new(
            "senet",
            "`resnet20` with squeeze-and-excitation, reduction 16; Hu et al. 2017, "
            + "[arXiv:1709.01507](https://arxiv.org/abs/1709.01507)",
            21,
            (name, opset) => ResNet.Cifar(name, opset, depth: 20, reduction: 16)),
        new(
            "vgg-batch1",
            "VGG-11 with batch normalization for CIFAR-10, batch 1 fixed in the input and in a reshape; Simonyan and "
            + "Zisserman 2014, [arXiv:1409.1556](https://arxiv.org/abs/1409.1556)",
            14,
            Vgg.BatchOne),
        new(
            "vit",
            "Vision transformer, patch 4, width 64, 4 blocks, 4 heads, MLP ratio 2; Dosovitskiy et al. 2020, "
            + "[arXiv:2010.11929](https://arxiv.org/abs/2010.11929)",
            17,
            (name, opset) => VisionTransformer.Build(name, opset)),
    ];
}
