namespace OnnxZc.Networks;

/// <summary>What a node does whose inputs or outputs may be sequences or absent.</summary>
delegate Value[] ValueFunction(OperatorCall call);
