namespace OnnxZc.Data.Pickles;

/// <summary>The values that a pickle's operations work on.</summary>
/// <param name="what">The file, for messages.</param>
sealed class PickleStack(string what)
{
    readonly List<object?> _values = [];
    readonly Stack<int> _marks = new();

    public void Push(object? value) => _values.Add(value);

    public object? Pop() => Pop(1)[0];

    /// <summary>The topmost values, the lowest first.</summary>
    public object?[] Pop(int count)
    {
        if (_values.Count - count < (_marks.Count > 0 ? _marks.Peek() : 0))
            throw Damaged();
        object?[] values = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return values;
    }

    public object? Peek() => _values.Count > 0 ? _values[^1] : throw Damaged();

    public T Peek<T>()
        where T : class => Peek() as T ?? throw Damaged();

    /// <summary>Begins a group of values.</summary>
    public void Mark() => _marks.Push(_values.Count);

    /// <summary>The values of the last group, which ends.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw Damaged();
        var values = Pop(_values.Count - _marks.Peek());
        _marks.Pop();
        return values;
    }

    DataException Damaged() =>
        new($"{what} is no pickle of a data set, or damaged: its operations do not fit together");
}
