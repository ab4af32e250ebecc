using System.Text.Json;
using OnnxZc.Reports.Layers;

namespace OnnxZc.Reports;

/// <summary>A score card as members of a JSON object.</summary>
static class JsonCard
{
    /// <summary>Writes the members of <paramref name="card"/> into the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, ScoreCard card)
    {
        WriteIdentity(json, card);
        json.WriteStartObject("scores");
        foreach (var score in card.Scores)
            WriteScore(json, score.Proxy, score, card.Layers is not null);
        json.WriteEndObject();
        if (card.Layers is not null)
            JsonLayers.Write(json, card);
    }

    /// <summary>Writes what model it is, what became of it and why to trust its scores.</summary>
    public static void WriteIdentity(Utf8JsonWriter json, ScoreCard card)
    {
        json.WriteString("model", card.Model);
        json.WriteString("status", KebabCase.Of(card.Status));
        WriteError(json, card.Error);
        json.WriteString("fileHash", card.FileHash);
        json.WriteString("graphHash", card.GraphHash);
        json.WriteString("fingerprint", card.Fingerprint);
        WriteTrust(json, card.Trust);
    }

    /// <summary>Writes a score as a member of the object that is open.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="score">The score.</param>
    /// <param name="perLayer">Whether to tell how it is made of terms by layer.</param>
    public static void WriteScore(Utf8JsonWriter json, string name, Score score, bool perLayer = false)
    {
        json.WriteStartObject(name);
        WriteFinite(json, "value", score.Value);
        WriteSpread(json, score.Spread);
        json.WriteString("status", KebabCase.Of(score.Status));
        json.WriteString("reason", score.Reason);
        json.WriteNumber("version", score.Version);
        json.WriteString("direction", KebabCase.Of(score.Direction));
        WriteFinite(json, "seconds", score.Seconds);
        if (perLayer)
            JsonLayers.WriteForm(json, score);
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes a number, or null for none: JSON has no NaN and no infinity, which a network that disagrees with its
    /// oracle may give as parity.
    /// </summary>
    public static void WriteFinite(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    static void WriteError(Utf8JsonWriter json, ModelError? error)
    {
        if (error is null)
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("code", KebabCase.Of(error.Code));
        json.WriteString("message", error.Message);
        json.WriteString("node", error.Node);
        json.WriteString("operator", error.Operator);
        json.WriteEndObject();
    }

    static void WriteTrust(Utf8JsonWriter json, Trust? trust)
    {
        if (trust is null)
        {
            json.WriteNull("trust");
            return;
        }

        json.WriteStartObject("trust");
        if (trust.Parity is { } parity)
        {
            json.WriteStartObject("parity");
            WriteFinite(json, "maxAbs", parity.MaxAbs);
            WriteFinite(json, "maxRel", parity.MaxRel);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("parity");
        }

        WriteFinite(json, "coverage", trust.Coverage);
        json.WriteStartArray("uncounted");
        foreach (var name in trust.Uncounted)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("bn", KebabCase.Of(trust.BatchNorm));
        json.WriteString("batch", KebabCase.Of(trust.Batch));
        json.WriteString("batchReason", trust.BatchReason);
        if (trust.Parts is { } parts)
            json.WriteNumber("parts", parts);
        json.WriteEndObject();
    }

    static void WriteSpread(Utf8JsonWriter json, Spread? spread)
    {
        if (spread is null)
        {
            json.WriteNull("spread");
            return;
        }

        json.WriteStartObject("spread");
        json.WriteNumber("repeats", spread.Repeats);
        json.WriteNumber("values", spread.Values);
        WriteFinite(json, "deviation", spread.Deviation);
        WriteFinite(json, "minimum", spread.Minimum);
        WriteFinite(json, "maximum", spread.Maximum);
        json.WriteEndObject();
    }
}
