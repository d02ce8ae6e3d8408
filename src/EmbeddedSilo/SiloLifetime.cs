using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>
/// Ends the engine with the host. Registered before whatever brings messages (due work, and the HTTP server, which a
/// web host adds last), it stops after them; the store closes after it.
/// </summary>
internal sealed partial class SiloLifetime(EmbeddedPaymentGrains grains, ILogger<SiloLifetime> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Draining(grains.RunningTurns, grains.WaitingMessages);
        try
        {
            await grains.Stop().WaitAsync(cancellationToken);
            Drained();
        }
        catch (OperationCanceledException)
        {
            CutOff(grains.RunningTurns, grains.WaitingMessages);
        }
    }
}
