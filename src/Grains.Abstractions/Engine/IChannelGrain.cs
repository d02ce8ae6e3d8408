using Orleans.Concurrency;
using QliroAdapter.Norce;

namespace QliroAdapter;

/// <summary>
/// One channel's configuration document as an actor, by its canonical <see cref="ChannelKey"/>. It is the only place in
/// a cluster that reads the document from Norce's Configuration API, and it keeps the last good one for as long as that
/// API is unavailable. Only the nodes' caches call it; it calls no grain.
/// </summary>
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>
    /// The document, or why there is none. Waits for the Configuration API only when no document is known.
    /// </summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<ChannelDocument> GetConfiguration(GetConfiguration message);
}
