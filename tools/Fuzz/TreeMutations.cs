using System.Buffers.Binary;
using System.Text;
using OnnxZc.Graphs.Files;

namespace OnnxZc.Fuzz;

/// <summary>
/// Damage to a model that leaves its protobuf well-formed: fields dropped, doubled, moved; numbers, sizes, names and
/// weights replaced, so that edges lead elsewhere, shapes explode and operators meet what they do not expect.
/// </summary>
/// <param name="model">The fields of the model.</param>
/// <param name="draws">The choices.</param>
/// <param name="operators">Names of operators to choose from.</param>
sealed class TreeMutations(List<WireField> model, Draws draws, IReadOnlyList<string> operators)
{
    const int OperatorType = 4;
    const int MostCopies = 50;

    public void Apply()
    {
        var places = Places(model).ToList();
        if (places.Count == 0)
            return;
        var (parent, at) = draws.Of(places);
        var field = parent[at];
        switch (draws.Below(14))
        {
            case 0:
                parent.RemoveAt(at);
                break;
            case 1:
                parent.Insert(at, field.Copy());
                break;
            case 2:
                var other = draws.Below(parent.Count);
                (parent[at], parent[other]) = (parent[other], parent[at]);
                break;
            case 3 when draws.OneIn(4):
                field.Number = draws.OneIn(2) ? 1 + draws.Below(30) : draws.Of(parent).Number;
                break;
            case 4:
                Transplant(places, field.Content);
                break;
            case 5:
                Nest(places);
                break;
            case 6 when draws.OneIn(5):
                for (var copies = draws.Below(MostCopies); copies > 0; copies--)
                    parent.Insert(at, field.Copy());
                break;
            case 7 or 8:
                Change(Pick(places, place => place.Kind != 2));
                break;
            case 9:
                Rename(Pick(places, place => place.Content == WireMessage.Text));
                break;
            default:
                Change(Pick(places, place => place.Fields is null && place.Bytes.Length is > 0 and < 4096) ?? field);
                break;
        }
    }

    static IEnumerable<(List<WireField> Parent, int At)> Places(List<WireField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            yield return (fields, i);
            foreach (var place in Places(fields[i].Fields ?? []))
                yield return place;
        }
    }

    WireField? Pick(List<(List<WireField> Parent, int At)> places, Func<WireField, bool> wanted)
    {
        var found = places.Select(place => place.Parent[place.At]).Where(wanted).ToList();
        return found.Count > 0 ? draws.Of(found) : null;
    }

    /// <summary>Copies a part of the model to where another part of its kind is.</summary>
    void Transplant(List<(List<WireField> Parent, int At)> places, WireMessage kind)
    {
        var same = places.Where(place => place.Parent[place.At].Content == kind).ToList();
        var ((to, at), (from, source)) = (draws.Of(same), draws.Of(same));
        to[at] = from[source].Copy();
    }

    /// <summary>Puts the graph into an attribute of one of its nodes, again and again.</summary>
    void Nest(List<(List<WireField> Parent, int At)> places)
    {
        var (depth, graphs) = (1 + draws.Below(draws.OneIn(4) ? 40 : 2), places
            .Where(place => place.Parent[place.At].Content == WireMessage.Graph).ToList());
        if (graphs.Count == 0)
            return;
        var (parent, at) = draws.Of(graphs);
        for (var i = 0; i < depth && WireField.Write([parent[at]]).Length < 1 << 18; i++)
        {
            var inner = parent[at].Copy();
            if (parent[at].Fields!.Find(field => field.Content == WireMessage.Node) is not { Fields: { } node })
                return;
            node.Add(Message(5, WireMessage.Attribute, [
                Message(1, WireMessage.Text, null, Encoding.UTF8.GetBytes(draws.Of(["body", "then_branch", "g"]))),
                new() { Number = 20, Kind = 0, Value = 5 },
                Message(6, WireMessage.Graph, inner.Fields),
            ]));
        }
    }

    static WireField Message(int number, WireMessage content, List<WireField>? fields, byte[]? bytes = null) =>
        new() { Number = number, Kind = 2, Content = content, Fields = fields, Bytes = bytes ?? [] };

    void Rename(WireField? field)
    {
        if (field is null)
            return;
        var texts = Places(model).Select(place => place.Parent[place.At])
            .Where(place => place.Content == WireMessage.Text).ToList();
        field.Bytes = draws.Below(4) switch
        {
            0 => Encoding.UTF8.GetBytes(draws.Of(Oddities.Texts)),
            1 when field.Number == OperatorType => Encoding.UTF8.GetBytes(draws.Of(operators)),
            2 => ByteMutations.Apply([.. field.Bytes, (byte)'x'], draws),
            _ => draws.Of(texts).Bytes,
        };
    }

    void Change(WireField? field)
    {
        if (field is null || field.Fields is not null)
            return;
        if (field.Kind == 0)
            field.Value = Number(field.Value);
        else if (field.Content == WireMessage.Text)
            Rename(field);
        else if (field.Bytes.Length > 0)
            field.Bytes = Numbers(field.Bytes);
    }

    ulong Number(ulong old) => draws.Below(4) switch
    {
        0 => (ulong)draws.Below(32),
        1 => unchecked(old + (ulong)draws.Below(5) - 2),
        _ => unchecked((ulong)draws.Of(Oddities.Numbers)),
    };

    /// <summary>Bytes are numbers in a row: packed ones, or floats and integers of fixed width.</summary>
    byte[] Numbers(byte[] old)
    {
        var bytes = old.ToArray();
        var choice = draws.Below(4);
        if (choice == 0 && Varint.Unpack(bytes) is { } packed)
        {
            var at = draws.Below(packed.Count);
            packed[at] = Number(packed[at]);
            return Varint.Pack(draws.OneIn(8) ? [.. packed, packed[at]] : packed);
        }

        if (choice <= 2 && bytes.Length >= 8)
        {
            var at = draws.Below(bytes.Length / 8) * 8;
            var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), Number(value));
            return bytes;
        }

        if (bytes.Length < 4)
            return ByteMutations.Apply(bytes, draws);
        var place = draws.Below(bytes.Length / 4) * 4;
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(place), draws.Of(Oddities.Floats));
        return bytes;
    }
}
