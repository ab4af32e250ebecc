namespace OnnxZc.Data.Pickles;

/// <summary>
/// Reads Python pickles of plain values and arrays, protocols 2 to 5
/// (https://docs.python.org/3/library/pickletools.html), as the published data sets are. Nothing is executed or
/// imported: whatever is not needed for that is refused, and nothing is allocated that the file's size cannot justify.
/// </summary>
/// <param name="file">The file; read from its begin.</param>
/// <param name="what">What it is, for messages.</param>
sealed class PickleReader(FileStream file, string what)
{
    const int MaxOperations = 1 << 22;

    readonly PickleInput _input = new(file, what);
    readonly PickleStack _stack = new(what);
    readonly Dictionary<long, object?> _memo = [];

    /// <summary>The pickled value.</summary>
    /// <returns>
    /// Null, a boolean, long, double or string, or <see cref="PickledMap"/>, list, array (for a tuple),
    /// <see cref="PickledArray"/>, <see cref="PickledBytes"/>...
    /// </returns>
    /// <exception cref="DataException">
    /// It is no such pickle; the message names what is not taken, and where.
    /// </exception>
    public object? Read()
    {
        file.Position = 0;
        for (var i = 0; i < MaxOperations; i++)
        {
            var operation = _input.Byte();
            if (operation == '.')
                return _stack.Pop();
            Execute(operation);
        }

        throw new DataException($"{what} holds more than {MaxOperations} pickled values; no data set of images does");
    }

    void Execute(int operation)
    {
        if (ReadValue(operation) || Gather(operation) || Remember(operation))
            return;
        switch (operation)
        {
            case 0x80: // PROTO
                if (_input.Byte() is var protocol && protocol is < 2 or > 5)
                    throw new DataException($"{what} is pickled by protocol {protocol}; write it by protocol 2 to 5");
                break;
            case 0x95: // FRAME
                _input.Number(8);
                break;
            case 'c':
                _stack.Push(PickleObjects.Global(_input.Line(), _input.Line(), what));
                break;
            case 0x93: // STACK_GLOBAL
                var name = _stack.Pop();
                _stack.Push(PickleObjects.Global(_stack.Pop() as string, name as string, what));
                break;
            case 'R':
                var arguments = _stack.Pop() as object?[];
                _stack.Push(PickleObjects.Call(_stack.Pop(), arguments, _input, what));
                break;
            case 'b':
                var state = _stack.Pop() as object?[];
                PickleObjects.SetState(_stack.Peek(), state, what);
                break;
            default:
                throw new DataException(
                    $"{what} holds the pickle operation 0x{operation:x2} at byte {file.Position - 1}, which is not "
                    + "among those that data sets need: it is refused");
        }
    }

    bool ReadValue(int operation)
    {
        object? value;
        switch (operation)
        {
            case 'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case 'K': value = _input.Number(1); break;
            case 'M': value = _input.Number(2); break;
            case 'J': value = (long)(int)_input.Number(4); break;
            case 0x8a: value = _input.LongInteger(); break;
            case 'G': value = _input.Double(); break;
            case 'U' or 'C': value = _input.Bytes(_input.Number(1)); break;
            case 'T' or 'B': value = _input.Bytes(_input.Number(4)); break;
            case 0x8e or 0x96: value = _input.Bytes(_input.Number(8)); break; // BINBYTES8, BYTEARRAY8
            case 0x8c: value = _input.Text(_input.Number(1)); break;
            case 'X': value = _input.Text(_input.Number(4)); break;
            case 0x8d: value = _input.Text(_input.Number(8)); break;
            case ']': value = new List<object?>(); break;
            case '}': value = new PickledMap(); break;
            case ')': value = Array.Empty<object?>(); break;
            default: return false;
        }

        _stack.Push(value);
        return true;
    }

    bool Gather(int operation)
    {
        switch (operation)
        {
            case '(':
                _stack.Mark();
                break;
            case '0':
                _stack.Pop();
                break;
            case 'a':
                var item = _stack.Pop();
                _stack.Peek<List<object?>>().Add(item);
                break;
            case 'e':
                var items = _stack.PopToMark();
                _stack.Peek<List<object?>>().AddRange(items);
                break;
            case 's':
                var value = _stack.Pop();
                var key = _stack.Pop();
                _stack.Peek<PickledMap>().Set(key, value);
                break;
            case 'u':
                var pairs = _stack.PopToMark();
                var map = _stack.Peek<PickledMap>();
                for (var i = 0; i + 1 < pairs.Length; i += 2)
                    map.Set(pairs[i], pairs[i + 1]);
                break;
            case 't':
                _stack.Push(_stack.PopToMark());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1 to TUPLE3
                _stack.Push(_stack.Pop(operation - 0x84));
                break;
            default:
                return false;
        }

        return true;
    }

    bool Remember(int operation)
    {
        switch (operation)
        {
            case 'q': _memo[_input.Number(1)] = _stack.Peek(); break;
            case 'r': _memo[_input.Number(4)] = _stack.Peek(); break;
            case 0x94: _memo[_memo.Count] = _stack.Peek(); break; // MEMOIZE
            case 'h': _stack.Push(Recalled(_input.Number(1))); break;
            case 'j': _stack.Push(Recalled(_input.Number(4))); break;
            default: return false;
        }

        return true;
    }

    object? Recalled(long index) => _memo.TryGetValue(index, out var value) ? value : throw new DataException(
        $"{what} refers at byte {file.Position - 1} to a pickled value that is not there: it is damaged");
}
