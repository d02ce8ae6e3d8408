using Polly;
using Polly.CircuitBreaker;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Sends what payments have handed over, outside of their turns, and tells each payment what became of it. While the
/// receiver fails again and again, only a trial call now and then is made (circuit breaker), so that a receiver that is
/// down costs little. What is under way when the process ends is handed over again by its payment.
/// </summary>
internal sealed partial class EventSender(
    EventOutlet queue, EventLog log, IPaymentGrains grains, TimeProvider clock, ILogger<EventSender> logger)
    : BackgroundService
{
    /// <summary>As many calls as are made at once.</summary>
    private const int Parallelism = 4;

    private readonly ResiliencePipeline<string?> circuit = ReceiverCircuit.Of(clock);
    private readonly EventClient client = new(queue.Options, clock);

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => queue.IsOn
        ? Task.WhenAll(Enumerable.Range(0, Parallelism).Select(_ => Work(stoppingToken)))
        : Task.CompletedTask;

    private async Task Work(CancellationToken stopping)
    {
        try
        {
            await foreach (var sent in queue.Waiting.ReadAllAsync(stopping)) await Deliver(sent, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task Deliver(EventToSend sent, CancellationToken stopping)
    {
        try
        {
            var problem = await Try(sent, stopping);
            await grains.Get(sent.Payment).RecordEvent(new()
            {
                Number = sent.Event.Number, Id = sent.Event.Id, Problem = problem,
            });
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            NotRecorded(failure, sent.Payment, sent.Event.Number);
        }
        finally
        {
            queue.Remove(sent);
        }
    }

    private async Task<string?> Try(EventToSend sent, CancellationToken stopping)
    {
        try
        {
            return await circuit.ExecuteAsync(stop => new ValueTask<string?>(Attempt(sent, stop)), stopping);
        }
        catch (BrokenCircuitException)
        {
            return "It was not tried: the endpoint has failed again and again.";
        }
    }

    private async Task<string?> Attempt(EventToSend sent, CancellationToken stopping)
    {
        var at = clock.GetUtcNow();
        var problem = await client.Send(sent, stopping);
        var took = clock.GetUtcNow() - at;
        log.Add(new()
        {
            At = at,
            Payment = sent.Payment.ToString(),
            Id = sent.Event.Id,
            Type = sent.Event.Type,
            Took = took,
            Problem = problem,
        });
        return problem;
    }
}
