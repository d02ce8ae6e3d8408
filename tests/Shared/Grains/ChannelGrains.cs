using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Norce;

namespace QliroAdapter.Tests;

/// <summary>Channels' grains without a silo.</summary>
internal static class ChannelGrains
{
    /// <summary>Creates them with these services; their state is kept on the shelf.</summary>
    public static Func<OutsideSilo, IChannelGrain> Of(IServiceProvider services, StateShelf<ChannelState> shelf)
        => context => ActivatorUtilities.CreateInstance<ChannelGrain>(
            services, context, shelf.Of(context.GrainId.Key.ToString()!));
}
