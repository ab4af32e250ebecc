using System.Text;

namespace OnnxZc.Cli.Workers;

/// <summary>Reads a stream to its end, so that its writer never blocks, and keeps the last of it.</summary>
sealed class OutputTail
{
    const int MostKept = 16 << 10;

    readonly StringBuilder _text = new();
    readonly Thread _thread;

    /// <summary>Begins to read.</summary>
    public OutputTail(TextReader reader)
    {
        _thread = new Thread(() => Read(reader)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>The last of what was written, once the writer has ended.</summary>
    public string Text()
    {
        _thread.Join(TimeSpan.FromSeconds(1));
        lock (_text)
            return _text.ToString();
    }

    void Read(TextReader reader)
    {
        var buffer = new char[4096];
        while (Next(reader, buffer) is > 0 and var count)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, count);
                if (_text.Length > MostKept)
                    _text.Remove(0, _text.Length - MostKept);
            }
        }
    }

    // The stream is closed under the reader when a worker is given up.
    static int Next(TextReader reader, char[] buffer)
    {
        try
        {
            return reader.Read(buffer, 0, buffer.Length);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
