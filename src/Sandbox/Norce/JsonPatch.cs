using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>One operation of a hook's answer.</summary>
internal sealed record PatchOperation(string Op, string Path, JsonNode? Value)
{
    /// <summary>Reads an answer's body; null when it is no array of operations.</summary>
    public static List<PatchOperation>? ReadAll(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) return [];
        if (Json.TryParse(body, ignoreCase: true) is not JsonArray array) return null;
        var all = new List<PatchOperation>();
        foreach (var node in array)
        {
            if (node is not JsonObject one || Json.String(one["op"]) is not { } op
                || Json.String(one["path"]) is not { } path) return null;
            all.Add(new PatchOperation(op, path, one["value"]));
        }

        return all;
    }

    /// <summary>
    /// Applies the operation to the document; returns null on success, otherwise what is wrong with it.
    /// </summary>
    public string? Apply(JsonObject document)
    {
        if (Op is not ("add" or "replace" or "remove")) return $"op '{Op}' is not allowed";
        if (Path.Length == 0 || Path[0] != '/') return $"'{Path}' is no pointer";
        var parts = JsonPointer.Parts(Path);
        var parent = JsonPointer.Read(document, Path[..Path.LastIndexOf('/')]);
        var value = Value is null ? null : Json.Copy(Value);
        return parent switch
        {
            JsonObject obj => ApplyTo(obj, parts[^1], value),
            JsonArray array => ApplyTo(array, parts[^1], value),
            _ => $"'{Path}' does not exist",
        };
    }

    private string? ApplyTo(JsonObject parent, string name, JsonNode? value)
    {
        if (Op != "add" && !parent.ContainsKey(name)) return $"'{Path}' does not exist";
        if (Op == "remove") parent.Remove(name);
        else parent[name] = value;
        return null;
    }

    private string? ApplyTo(JsonArray parent, string name, JsonNode? value)
    {
        var index = name == "-" && Op == "add" ? parent.Count : JsonPointer.Index(name) ?? -1;
        if (index < 0 || index > parent.Count || (Op != "add" && index == parent.Count))
            return $"'{Path}' does not exist";
        if (Op == "add") parent.Insert(index, value);
        else if (Op == "remove") parent.RemoveAt(index);
        else parent[index] = value;
        return null;
    }
}
