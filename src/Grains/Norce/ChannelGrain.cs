using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Storage;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Norce;

/// <summary>
/// Reads one channel's document from the Configuration API, at most once a minute while a good one is known. Callers
/// meanwhile get that one; callers that come during a read share the call (single-flight). The last good document is
/// kept while that API is unavailable, also over a restart. A document that is invalid, inactive or gone is an answer
/// as well, and replaces the one before it.
/// </summary>
[PreferLocalPlacement]
[Immovable]
public sealed partial class ChannelGrain(
    IGrainContext context,
    [PersistentState(ChannelState.Name, ChannelState.Storage)] IPersistentState<ChannelState> stored,
    NorceConfigurationClient client,
    IDocumentSeal seal,
    TimeProvider clock,
    IOptions<NorceOptions> options,
    ILogger<ChannelGrain> logger)
    : Grain(context), IChannelGrain
{
    private const int WritesMax = 3;

    private static readonly TimeSpan readInterval = TimeSpan.FromMinutes(1);

    // A caller for whom there is a good document waits no longer than this for the Configuration API, or for the store.
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(1);

    // When a read takes longer than that, the caller asks again after this time.
    private static readonly TimeSpan unfinished = TimeSpan.FromSeconds(2);

    // An unchanged document's time is written no more often than this, because each write waits for the disk. The
    // stored time is therefore too old by up to this, so that after a restart the document is used for that much less
    // time.
    private static readonly TimeSpan writeInterval = TimeSpan.FromMinutes(10);

    private readonly ChannelKey channel = ChannelKey.Parse(context.GrainId.Key.ToString()!);
    private readonly SharedRead<Done> reads = new();
    private Task keeping = Task.CompletedTask;
    private bool isBegun;
    private ChannelState? good;
    private ChannelState? kept;
    private bool isKeptCurrent;
    private IReadOnlyList<ChannelChange> changes = [];
    private string? lastDocument;
    private PaymentError? refusal;
    private DateTimeOffset? unavailableSince;
    private bool isOutlived;
    private long? triedAt;

    /// <summary>The good document, until it is too old to be used.</summary>
    private ChannelState? Serving
        => good is not null && clock.GetUtcNow() - good.ReadAt <= options.Value.ConfigurationStale ? good : null;

    private bool IsDue => triedAt is not { } at || clock.GetElapsedTime(at) >= readInterval;

    public async Task<ChannelDocument> GetConfiguration(GetConfiguration message)
    {
        Begin();
        if (Serving is null)
            await reads.Join(Read);
        else if (IsDue)
            await Briefly(reads.Join(Read));
        return Answer();
    }

    /// <summary>Takes over what was stored; Orleans has read it before the first message.</summary>
    private void Begin()
    {
        if (isBegun) return;
        good = kept = Kept();
        (changes, lastDocument) = (stored.State.Changes, kept?.Document);
        isBegun = true;
    }

    private ChannelDocument Answer()
    {
        if (Serving is not { } document)
        {
            return new()
            {
                Error = refusal ?? ChannelConfigurationReader.Error(channel, "was not read in time"),
                UnavailableSince = unavailableSince,
                Changes = changes,
                OpenUntil = client.OpenUntil(channel),
            };
        }

        return new()
        {
            Document = Masked.Of(document.Document!),
            ReadAt = document.ReadAt,
            UnavailableSince = unavailableSince,
            Changes = changes,
            GoodFor = IsDue ? unfinished : readInterval - clock.GetElapsedTime(triedAt!.Value),
        };
    }

    private async Task<Done> Read()
    {
        var read = ConfigurationRead.Of(await client.GetConfiguration(channel, CancellationToken.None), channel);
        triedAt = clock.GetTimestamp();
        refusal = read.Configuration.Error;
        if (read.IsAnswer) NoteAnswer(read.Document);
        else NoteAbsence();
        if (NeedsWrite && keeping.IsCompleted) await Briefly(keeping = Keep());
        return Done.Yes;
    }

    private void NoteAnswer(string? document)
    {
        var now = clock.GetUtcNow();
        if (unavailableSince is { } since) LogBack(logger, channel, (long)(now - since).TotalSeconds);
        (unavailableSince, isOutlived) = (null, false);
        if (document != lastDocument && (document ?? lastDocument) is not null) NoteChange(document, now);
        good = document is null ? null : new() { Document = document, ReadAt = now, Changes = changes };
    }

    /// <summary>The first document that is ever read is no change.</summary>
    private void NoteChange(string? document, DateTimeOffset now)
    {
        if (lastDocument is not null || changes.Count > 0)
        {
            var what = DocumentChanges.Between(lastDocument, document);
            changes = [.. changes.Prepend(new(now, what)).Take(ChannelState.ChangesMax)];
        }
        lastDocument = document;
    }

    private void NoteAbsence()
    {
        var isNews = unavailableSince is null;
        unavailableSince ??= clock.GetUtcNow();
        if (Serving is { } document)
        {
            var until = document.ReadAt + options.Value.ConfigurationStale;
            if (isNews) LogUnavailable(logger, channel, document.ReadAt, until, refusal!.Message);
        }
        else if (good is not null && !isOutlived)
        {
            isOutlived = true;
            LogOutlived(logger, channel, good.ReadAt, refusal!.Message);
        }
    }

    private bool NeedsWrite => good is null
        ? kept is not null
        : kept?.Document != good.Document || !isKeptCurrent || good.ReadAt - kept!.ReadAt >= writeInterval;

    /// <summary>
    /// Stores the good document. A failed write is tried again with the next read. When two activations write, the one
    /// that loses reads what the other has stored and decides again.
    /// </summary>
    private async Task Keep()
    {
        try
        {
            for (var tries = 0; tries < WritesMax && NeedsWrite; tries++)
            {
                try
                {
                    await Write();
                }
                catch (InconsistentStateException)
                {
                    await stored.ReadStateAsync();
                    kept = Kept();
                }
            }
        }
        catch (Exception problem)
        {
            LogNotKept(logger, problem, channel);
        }
    }

    private async Task Write()
    {
        var next = good;
        if (next is null && changes.Count == 0)
        {
            await stored.ClearStateAsync();
        }
        else
        {
            stored.State = next is null ? new() { Changes = changes } : seal.Seal(next, channel);
            await stored.WriteStateAsync();
        }
        (kept, isKeptCurrent) = (next, true);
    }

    /// <summary>What is stored, in clear. One that nobody can open is none, and is replaced by the next read.</summary>
    private ChannelState? Kept()
    {
        isKeptCurrent = seal.IsCurrent(stored.State);
        if (!stored.RecordExists) return null;
        var state = seal.Open(stored.State, channel, out var why);
        if (why is not null) LogNotOpened(logger, channel, why);
        return state is { Document: not null } ? state : null;
    }

    private async Task Briefly(Task work)
    {
        try
        {
            await work.WaitAsync(timeout, clock);
        }
        catch (TimeoutException)
        {
            // The write or read continues after the turn; the next call sees its result.
        }
    }
}
