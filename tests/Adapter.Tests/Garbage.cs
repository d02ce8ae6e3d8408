using System.Text.Json.Nodes;

namespace QliroAdapter.Adapter.Tests;

/// <summary>Breaks valid input in one place at a time, in the same way for the same seed.</summary>
internal sealed class Garbage(int seed)
{
    private static readonly string[] values =
    [
        "null", "true", "{}", "[]", "[[]]", "[null]", "{\"\":null}", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"", "\"-\"",
        "0", "-1", "1", "0.001", "99999999999", "7e27", "-7e27", "79228162514264337593543950335", "1e308", "1e-30",
        "2147483648",
        "9223372036854775808", "\"1e400\"", "\"NaN\"", "\"0001-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"2024-13-45\"", "\"removed\"", "\"completed\"", "\"<script>\"", "\"../..\"", "\"a,b;c\"",
    ];

    private static readonly string[] texts =
    [
        "", " ", "{", "[", "\"", "nul", "{\"a\":}", "{\"a\":1}}", "\uFEFF{}", "<xml/>", "a=b&c=d", "\0\0\0", "[1,2",
        "7", "null",
    ];

    // Members that some route reads.
    private static readonly string[] names =
    [
        "items", "reference", "quantity", "amount", "reason", "OrderId", "OrderItems", "Status", "PaymentType",
        "EventType", "Id", "cart", "customer", "shippings", "method", "price", "id", "payments", "Timestamp",
    ];

    private readonly Random random = new(seed);

    /// <summary>
    /// The JSON with one place replaced, removed or repeated; now and then something that is not JSON.
    /// </summary>
    public string Of(JsonNode body)
    {
        if (random.Next(12) == 0) return texts[random.Next(texts.Length)];
        if (random.Next(40) == 0) return new string('[', 200) + new string(']', 200);
        var spoilt = body.DeepClone();
        for (var times = random.Next(1, 4); times > 0; times--) Spoil(spoilt);
        var text = spoilt.ToJsonString();
        return random.Next(30) == 0 ? text[..random.Next(text.Length)] : text;
    }

    /// <summary>An id that was never issued.</summary>
    public string Id() => random.Next(5) switch
    {
        0 => new string('x', 1500),
        1 => "å ö/\u0001",
        2 => "..",
        3 => "' or 1=1 --",
        _ => $"{random.Next()}",
    };

    /// <summary>A text: an ordinary one, one that means something elsewhere, or letters of any kind and number.</summary>
    public string Text() => random.Next(8) switch
    {
        0 => "",
        1 => new string((char)random.Next(' ', 0xD7FF), random.Next(1, 1500)),
        2 => JsonNode.Parse(values[random.Next(values.Length)])?.ToString() ?? "null",
        3 => ((string[])[
            "..", ".", "%2e%2e", "../../etc/passwd", "' or 1=1 --", "<script>", "{{7*7}}", "${x}", "\u202E", "\uD800", "\0",
            "a/b", "a\\b", "a%2Fb", "NULL", "-1", "1e309", "\u6F22"])[random.Next(18)],
        4 => new([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xFFFF))]),
        5 => Id(),
        _ => $"{random.Next()}",
    };

    /// <summary>JSON of any shape.</summary>
    public JsonNode Json(int depth = 0)
    {
        if (depth > 5 || random.Next(3) == 0)
        {
            return random.Next(4) == 0
                ? JsonValue.Create(WellFormedText.Clean(Text()))!
                : JsonNode.Parse(values[random.Next(values.Length)]) ?? JsonValue.Create(false);
        }
        if (random.Next(2) == 0)
            return new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(_ => Json(depth + 1))]);
        var members = new JsonObject();
        for (var number = random.Next(6); number > 0; number--)
            members[WellFormedText.Clean(random.Next(2) == 0 ? names[random.Next(names.Length)] : Text())] = Json(depth + 1);
        return members;
    }

    /// <summary>Bytes that are mostly no text.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void Spoil(JsonNode root)
    {
        var places = Places(root).ToList();
        if (places.Count == 0) return;
        var place = places[random.Next(places.Count)];
        var value = random.Next(8) == 0
            ? JsonValue.Create(new string('y', random.Next(1, 3000)))
            : JsonNode.Parse(values[random.Next(values.Length)]);
        switch (place)
        {
            case (JsonObject holder, string name) when random.Next(6) == 0:
                holder.Remove(name);
                break;
            case (JsonObject holder, string name):
                holder[name] = value;
                break;
            case (JsonArray holder, int index) when random.Next(4) == 0:
                holder.Insert(index, holder[index]?.DeepClone());
                break;
            case (JsonArray holder, int index):
                holder[index] = value;
                break;
        }
    }

    private static IEnumerable<(JsonNode Holder, object At)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            (member.Value is null ? [] : Places(member.Value)).Prepend((members, member.Key))),
        JsonArray entries
            => entries.SelectMany((entry, index) => (entry is null ? [] : Places(entry)).Prepend((entries, index))),
        _ => [],
    };
}
