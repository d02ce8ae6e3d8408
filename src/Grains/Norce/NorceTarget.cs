using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>Whose Norce service one call goes to.</summary>
public sealed class NorceTarget(string operation, string baseUrl, ChannelKey channel) : CallTarget(operation, baseUrl)
{
    /// <summary>Whom the call is about.</summary>
    public ChannelKey Channel { get; } = channel;
}
