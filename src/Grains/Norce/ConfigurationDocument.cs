using System.Globalization;
using System.Text.Json;

namespace QliroAdapter.Norce;

/// <summary>
/// A configuration document, read by key: at the root or inside <c>apiSettings</c>, <c>redirectUrls</c>, <c>options</c>
/// or <c>adapterOptions</c>, in any letter case, numbers and truth values also as texts. Blank counts as absent. Only
/// the first mistake is kept, because later ones may follow from it.
/// </summary>
internal sealed class ConfigurationDocument(JsonElement root)
{
    private static readonly string[] Groups = ["apiSettings", "redirectUrls", "options", "adapterOptions"];

    /// <summary>The first mistake, naming its key; absent while there is none.</summary>
    public string? Mistake { get; private set; }

    public JsonElement? Member(string key)
    {
        if (Find(root, key) is { } atRoot) return atRoot;
        foreach (var group in Groups)
        {
            if (Find(root, group) is { } members && Find(members, key) is { } inGroup) return inGroup;
        }

        return null;
    }

    public ConfigurationDocument Group(string key) => new(Find(root, key) ?? default);

    public string? Text(string key)
    {
        if (Member(key) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            Wrong(key, "must be a text");
            return null;
        }

        var text = value.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    public string Required(string key)
    {
        if (Text(key) is { } text) return text;
        Wrong(key, "is required");
        return "";
    }

    public bool Flag(string key)
    {
        if (Text(key) is not { } text) return false;
        if (Truth(text) is { } truth) return truth;
        Wrong(key, "must be true or false");
        return false;
    }

    /// <summary>The truth value that a text stands for; null when it stands for none.</summary>
    public static bool? Truth(string text) => text.Trim().ToUpperInvariant() switch
    {
        "FALSE" or "0" or "NO" or "OFF" => false,
        "TRUE" or "1" or "YES" or "ON" => true,
        _ => null,
    };

    /// <summary>A member in any letter case; null when it is absent, null or a blank text.</summary>
    public static JsonElement? Stated(JsonElement members, string key)
        => Find(members, key) is { } member
            && (member.ValueKind != JsonValueKind.String || !string.IsNullOrWhiteSpace(member.GetString()))
                ? member
                : null;

    public int? Number(string key, int min, int max)
    {
        if (Text(key) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number >= min && number <= max)
        {
            return (int)number;
        }

        Wrong(key, $"must be a whole number from {min} to {max}");
        return null;
    }

    public T Word<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return otherwise;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word)) return word;
        Wrong(key, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
        return otherwise;
    }

    /// <summary>Adds a text for all cultures (key empty), or texts by culture.</summary>
    public void Texts(string key, Dictionary<string, string> texts)
    {
        if (Member(key) is not { } value) return;
        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            texts.TryAdd("", value.GetString()!);
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var text in value.EnumerateObject())
        {
            if (text.Value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.Value.GetString()))
                texts.TryAdd(text.Name, text.Value.GetString()!);
        }
    }

    /// <summary>A text of at most this many letters.</summary>
    public string? Text(string key, int lettersMax)
    {
        var text = Text(key);
        if (text?.Length > lettersMax) Wrong(key, $"must have at most {lettersMax} letters");
        return text;
    }

    public string Required(string key, int lettersMax)
    {
        _ = Text(key, lettersMax);
        return Required(key);
    }

    /// <summary>Zero or above, at most two decimals.</summary>
    public decimal? Amount(string key, decimal max)
    {
        if (Text(key) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            && amount >= 0m && amount <= max && amount == decimal.Round(amount, 2))
        {
            return amount;
        }

        Wrong(key,
            $"must be a number from 0 to {max.ToString(CultureInfo.InvariantCulture)} with at most two decimals");
        return null;
    }

    /// <summary>The entries of a list; none when it is absent.</summary>
    public IReadOnlyList<JsonElement> Items(string key)
    {
        if (Member(key) is not { } list) return [];
        if (list.ValueKind == JsonValueKind.Array) return [.. list.EnumerateArray()];
        Wrong(key, "must be a JSON array");
        return [];
    }

    public IReadOnlyList<string> TextList(string key)
    {
        var items = Items(key);
        if (items.Any(item => item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)))
            Wrong(key, "must hold texts only");
        return [.. items.Select(item => item.ToString().Trim()).Where(text => text.Length > 0)];
    }

    public void Wrong(string key, string why) => Wrong($"{key} {why}");

    /// <summary>Records a mistake that a part of the document found, with the part's path in front.</summary>
    public void Wrong(string mistake) => Mistake ??= mistake;

    private static JsonElement? Find(JsonElement members, string key)
    {
        if (members.ValueKind != JsonValueKind.Object) return null;
        foreach (var member in members.EnumerateObject())
        {
            if (string.Equals(member.Name, key, StringComparison.OrdinalIgnoreCase)
                && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                return member.Value;
            }
        }

        return null;
    }
}
