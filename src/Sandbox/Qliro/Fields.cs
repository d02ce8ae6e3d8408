using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Reads the members of a request and refuses the first one that breaks its rule, naming its path.</summary>
internal sealed class Fields(JsonObject body, string path = "")
{
    public JsonObject Body { get; } = body;

    public string PathOf(string name) => path + name;

    public bool Has(string name) => Body[name] is not null;

    public string? Text(string name, bool required = false, int max = int.MaxValue, int min = 0, Regex? pattern = null)
    {
        if (Body[name] is not { } node) return required ? throw Wrong(name, "The field is required.") : null;
        if (Json.String(node) is not { } text) throw Wrong(name, "The value is no text.");
        if (required && text.Length == 0) throw Wrong(name, "The field is required.");
        if (text.Length > max || text.Length < min) throw Wrong(name, $"The length must be between {min} and {max}.");
        if (pattern is not null && !pattern.IsMatch(text))
            throw Wrong(name, $"The value must match the pattern {pattern}.");
        return text;
    }

    public string? OneOf(string name, bool required, params string[] values)
    {
        if (Text(name, required) is not { } text) return null;
        return Array.Find(values, value => value.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(name, $"The value must be one of {string.Join(", ", values)}.");
    }

    public int? Int(string name, bool required = false, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Body[name] is not { } node) return required ? throw Wrong(name, "The field is required.") : null;
        if (!int.TryParse(Json.Text(node), out var number)) throw Wrong(name, "The value is no whole number.");
        return number < min || number > max ? throw Wrong(name, $"The value must be between {min} and {max}.") : number;
    }

    public long? Long(string name, bool required = false)
    {
        if (Body[name] is not { } node) return required ? throw Wrong(name, "The field is required.") : null;
        return long.TryParse(Json.Text(node), out var number) ? number
            : throw Wrong(name, "The value is no whole number.");
    }

    /// <summary>An amount with at most two decimals.</summary>
    public decimal? Price(string name, bool required = false)
    {
        if (Body[name] is not { } node) return required ? throw Wrong(name, "The field is required.") : null;
        if (Json.Number(node) is not { } number) throw Wrong(name, "The value is no number.");
        return HasTwoDecimals(number) ? number
            : throw Wrong(name, "The value must have no more than two decimal places.");
    }

    /// <summary>Qliro reports a rate with more decimals under a code of its own.</summary>
    public decimal? VatRate()
    {
        if (Body["VatRate"] is not { } node) return null;
        if (Json.Number(node) is not { } number) throw Wrong("VatRate", "The value is no number.");
        if (!HasTwoDecimals(number))
            throw QliroRefusal.Bad("SYSTEM_ERROR", $"{PathOf("VatRate")} must have no more than two decimal places.");
        return number is < 0 or > 100 ? throw Wrong("VatRate", "The value must be between 0 and 100.") : number;
    }

    public bool? Flag(string name) => Body[name] switch
    {
        null => null,
        var node when node.GetValueKind() == JsonValueKind.True => true,
        var node when node.GetValueKind() == JsonValueKind.False => false,
        _ => throw Wrong(name, "The value is neither true nor false."),
    };

    public Guid? Guid(string name, bool required = false)
    {
        if (Text(name, required) is not { } text) return null;
        return System.Guid.TryParse(text, out var id) ? id : throw Wrong(name, "The value is no GUID.");
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time) ? time
            : throw Wrong(name, "The value is no time.");
    }

    public string? Url(string name, bool required, bool httpsOnly)
    {
        if (Text(name, required) is not { Length: > 0 } text) return null;
        var good = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == "https" || (url.Scheme == "http" && !httpsOnly));
        return good ? text : throw Wrong(name, "The value is no valid URL.");
    }

    public Fields? Object(string name, bool required = false) => Body[name] switch
    {
        null => required ? throw Wrong(name, "The field is required.") : null,
        JsonObject obj => new Fields(obj, PathOf(name) + "."),
        _ => throw Wrong(name, "The value is no object."),
    };

    public List<Fields> Objects(string name, bool required = false, int max = int.MaxValue)
    {
        if (Body[name] is not { } node) return required ? throw Wrong(name, "The field is required.") : [];
        if (node is not JsonArray array || array.Any(one => one is not JsonObject))
            throw Wrong(name, "The value is no list of objects.");
        if (required && array.Count == 0) throw Wrong(name, "The list must not be empty.");
        if (array.Count > max) throw Wrong(name, $"The list must hold at most {max} entries.");
        return [.. array.Select((one, at) => new Fields((JsonObject)one!, $"{PathOf(name)}[{at}]."))];
    }

    public void Texts(string name, int maxCount, int maxLength)
    {
        if (Body[name] is not { } node) return;
        if (node is not JsonArray array || array.Count > maxCount
            || array.Any(one => Json.String(one) is not { } text || text.Length > maxLength))
            throw Wrong(name, $"The list must hold at most {maxCount} texts of at most {maxLength} characters.");
    }

    public QliroRefusal Wrong(string name, string message) => QliroRefusal.Input(PathOf(name), message);

    private static bool HasTwoDecimals(decimal number) => decimal.Round(number, 2) == number;
}
