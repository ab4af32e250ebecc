namespace OnnxZc.Passes.Captures;

/// <summary>Which values are the units of an activation kernel.</summary>
public enum UnitValues
{
    /// <summary>Results of Relu, Clip from 0, LeakyRelu and PRelu.</summary>
    Rectified,

    /// <summary>Outputs of convolutions and linear layers.</summary>
    LayerOutputs,
}
