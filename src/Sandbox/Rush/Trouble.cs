using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Rush;

/// <summary>A bad day of both partners, a new trouble every few hundred milliseconds, each short.</summary>
internal sealed class Trouble(SandboxHost host, Random chance)
{
    private const int OutageMilliseconds = 1500;

    /// <summary>Makes trouble until it is told to stop, and then ends all of it.</summary>
    public async Task Make(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Wait(chance.Next(200, 900), stop);
                await Strike(chance.Next(2) == 0 ? host.Norce.Faults : host.Qliro.Faults, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The day is over.
        }
        finally
        {
            host.Norce.Faults.Clear();
            host.Qliro.Faults.Clear();
            host.Qliro.PushSwitches.Copies = 1;
        }
    }

    private async Task Strike(Faults faults, CancellationToken stop)
    {
        switch (chance.Next(7))
        {
            case 0:
                Writes(faults).LoseAnswer();
                break;
            case 1:
                Writes(faults).LoseRequest();
                break;
            case 2:
                Writes(faults).Answer(502, "<html><body>502 Bad Gateway</body></html>", times: 2);
                break;
            case 3:
                Writes(faults).Delay(TimeSpan.FromMilliseconds(800), times: 3);
                break;
            case 4:
                host.Qliro.PushSwitches.Copies = chance.Next(1, 4);
                break;
            case 5:
                faults.GoDown(chance.Next(2) == 0 ? Outage.Unavailable : Outage.Unreachable);
                await Wait(OutageMilliseconds, stop);
                faults.ComeUp();
                break;
        }
    }

    private static Fault Writes(Faults faults) => faults.On(request => request.Method != "GET"
        && !request.Path.StartsWith("/checkout-ui", StringComparison.Ordinal));

    private static Task Wait(int milliseconds, CancellationToken stop)
        => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, stop);
}
