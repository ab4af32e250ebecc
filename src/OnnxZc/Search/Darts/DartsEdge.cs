namespace OnnxZc.Search.Darts;

/// <summary>One of the two terms of a node.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Input">
/// Of what: 0 and 1 are the results of the cell before the last and of the last one, from 2 on nodes of this cell.
/// </param>
readonly record struct DartsEdge(DartsOperation Operation, int Input);
