namespace QliroAdapter.EmbeddedSilo;

internal static class TurnResults
{
    /// <summary>A turn without an answer, as one with: mailboxes know one kind.</summary>
    public static async Task<Done> ThenDone(this Task turn)
    {
        await turn;
        return Done.Yes;
    }
}
