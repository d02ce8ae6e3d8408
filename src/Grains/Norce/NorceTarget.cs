using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>The merchant's and channel's Norce service, for one call.</summary>
public sealed class NorceTarget(string operation, string baseUrl, ChannelKey channel) : CallTarget(operation, baseUrl)
{
    /// <summary>The channel that the call is about.</summary>
    public ChannelKey Channel { get; } = channel;
}
