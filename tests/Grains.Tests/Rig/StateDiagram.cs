using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// The state diagram of docs/architecture.md. Every commit of these tests must move its payment along one of its
/// arrows, or leave the state.
/// </summary>
internal static class StateDiagram
{
    private static readonly HashSet<(string From, string To)> arrows =
    [
        .. File.ReadLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/architecture.md"))
            .Select(line => line.Trim().Split(' ')).Where(words => words is [_, "-->", _, ..])
            .Select(words => (words[0], words[2])),
    ];

    public static void Check(StoredPayment? before, PaymentCommit commit)
    {
        if (before is null || commit.PaymentId.Length == 0) return;
        var (from, to) = (StateOf(before.Document), StateOf(commit.Document));
        if (from is not null && from != to && !arrows.Contains((from, to!)))
            throw new InvalidOperationException($"The state diagram has no arrow from {from} to {to}: {commit.Key}.");
    }

    /// <summary>Null for a document that cannot be read.</summary>
    private static string? StateOf(string document)
    {
        try
        {
            return (string?)JsonNode.Parse(document)?["state"];
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
