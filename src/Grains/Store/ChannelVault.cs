using System.Security.Cryptography;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.Store;

/// <summary>
/// Seals a channel's document before it is stored, bound to its channel, and opens it again. A document that was stored
/// in clear is read as it is, and sealed when it is next written. Without data keys nothing is sealed. Thread-safe.
/// </summary>
public sealed class ChannelVault(DataKeys keys) : IDocumentSeal
{
    private const string Document = "document";
    private const string Sealed = "sealed";

    /// <inheritdoc/>
    public ChannelState Seal(ChannelState state, ChannelKey channel) => !keys.AreThere || state.Document is null
        ? state
        : state with { Document = null, Sealed = keys.Seal(state.Document, channel.ToString()) };

    /// <inheritdoc/>
    public ChannelState? Open(ChannelState stored, ChannelKey channel, out string? why)
    {
        why = null;
        if (stored.Sealed is not { } text) return stored;
        try
        {
            return stored with { Document = keys.Open(text, channel.ToString()), Sealed = null };
        }
        catch (Exception problem) when (problem is DataKeyMissingException or CryptographicException)
        {
            why = problem.Message;
            return null;
        }
    }

    /// <inheritdoc/>
    public bool IsCurrent(ChannelState stored) => stored.Document is null
        ? stored.Sealed is null || IsUnderFirst(stored.Sealed)
        : !keys.AreThere;

    /// <summary>A stored state under the first of the keys; null when it is already.</summary>
    /// <param name="stored">The state's JSON.</param>
    /// <param name="channel">The key of its grain.</param>
    /// <exception cref="DataKeyMissingException">None of the keys sealed it.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another channel's.</exception>
    public string? Rewrap(string stored, string channel)
    {
        var state = JsonNode.Parse(stored)!.AsObject();
        var (text, clear) = ((string?)state[Sealed], (string?)state[Document]);
        if (text is null ? clear is null : IsUnderFirst(text)) return null;
        state.Remove(Document);
        state[Sealed] = keys.Seal(text is null ? clear! : keys.Open(text, channel), channel);
        return state.ToJsonString();
    }

    private bool IsUnderFirst(string text)
        => keys.AreThere && text.StartsWith(keys.Prefixes[0], StringComparison.Ordinal);
}
