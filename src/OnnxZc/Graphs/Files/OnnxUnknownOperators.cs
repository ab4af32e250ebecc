namespace OnnxZc.Graphs.Files;

/// <summary>Collects the nodes whose operators do not exist, to list them all at once.</summary>
sealed class OnnxUnknownOperators
{
    const int MostListed = 20;

    readonly List<(Node Node, int Opset)> _found = [];

    /// <summary>Notes a node whose operator <paramref name="opset"/> does not have.</summary>
    public void Add(Node node, int opset) => _found.Add((node, opset));

    /// <exception cref="ModelException">There are any.</exception>
    public void Check()
    {
        if (_found.Count == 0)
            return;
        var types = _found.GroupBy(found => (found.Node.Operator.Domain, found.Node.Operator.Type)).ToList();
        var lines = types.Take(MostListed).Select(same => Line([.. same]));
        var rest = types.Count > MostListed ? $"; and {types.Count - MostListed} more" : "";
        throw new ModelException(
            ModelErrorCode.UnsupportedOperator,
            $"{types.Count} of its operators cannot be used: {string.Join("; ", lines)}{rest}")
        {
            Node = _found[0].Node.Label,
            Operator = _found[0].Node.Operator.Type,
        };
    }

    static string Line(List<(Node Node, int Opset)> same)
    {
        var (node, opset) = same[0];
        var more = same.Count > 1 ? $" and {same.Count - 1} more" : "";
        var id = node.Operator;
        var reason = OperatorVersions.WhyNot(id.Type, opset);
        return $"{id.Type} at opset {opset} ({reason}; node '{node.Label}'{more})";
    }
}
