namespace QliroAdapter.Ops;

/// <summary>
/// Remembers what it read last. Its turns do not overlap, so those who ask meanwhile wait for the same read.
/// </summary>
public sealed class BacklogGrain(IGrainContext context, IPaymentRecords records, TimeProvider clock)
    : Grain(context), IBacklogGrain
{
    private BacklogRead? last;

    public async Task<BacklogRead> GetBacklog(GetBacklog message)
    {
        var now = clock.GetUtcNow();
        if (last is { } known && now - known.At < message.AgeMax) return known;
        return last = new() { Backlog = await records.Backlog(now, CancellationToken.None), At = now };
    }
}
