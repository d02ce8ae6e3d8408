using Orleans.Concurrency;
using QliroAdapter.Norce;

namespace QliroAdapter;

/// <summary>
/// One channel's configuration document as an actor, by its canonical <see cref="ChannelKey"/>: the one place of a
/// cluster that reads it from Norce's Configuration API, and that keeps the last good one for the time in which that
/// API is unavailable. Each node's cache asks it, no grain else; it calls no grain.
/// </summary>
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>The document, or why there is none. Waits for the Configuration API when none is known.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<ChannelDocument> GetConfiguration(GetConfiguration message);
}
