using System.Text;

namespace OnnxZc.Data.Pickles;

/// <summary>A pickled dictionary. Keys are text, or bytes where Python 2 wrote them.</summary>
sealed class PickledMap
{
    readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Sets a value; keys that are neither text nor short bytes are forgotten.</summary>
    public void Set(object? key, object? value)
    {
        var name = key switch
        {
            string text => text,
            PickledBytes { Content: { } bytes } => Encoding.Latin1.GetString(bytes),
            _ => null,
        };
        if (name is not null)
            _values[name] = value;
    }

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public object? Find(string key) => _values.GetValueOrDefault(key);
}
