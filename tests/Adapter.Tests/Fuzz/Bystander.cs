using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Store;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>A healthy payment that no call is about, and what it was before.</summary>
internal sealed class Bystander
{
    private readonly SandboxHost sandbox;
    private readonly HttpClient shop;
    private readonly FuzzTarget payment;
    private (string Partners, StoredPayment? Stored, int Rows) before;

    private Bystander(SandboxHost sandbox, HttpClient shop, FuzzTarget payment)
        => (this.sandbox, this.shop, this.payment) = (sandbox, shop, payment);

    public static async Task<Bystander> Of(SandboxHost sandbox, HttpClient shop)
    {
        var bystander = new Bystander(sandbox, shop, await FuzzTarget.Open(sandbox, shop, isBought: true));
        await Adapter.Until(async () => bystander.payment.NorceState == "reserved" && await bystander.IsAtRest());
        bystander.before = await bystander.Now();
        return bystander;
    }

    /// <summary>What is not as it was, or does not work any more.</summary>
    public async Task<IReadOnlyList<string>> Changes()
    {
        var changes = new List<string>();
        sandbox.Norce.Faults.Clear();
        sandbox.Qliro.Faults.Clear();
        var now = await Now();
        if (now.Partners != before.Partners) changes.Add($"partners had {before.Partners} and have {now.Partners}");
        if (now.Stored != before.Stored) changes.Add($"stored was {before.Stored} and is {now.Stored}");
        if (now.Rows != before.Rows) changes.Add($"the timeline had {before.Rows} rows and has {now.Rows}");
        using var answer = await shop.PostAsync(
            new Uri($"/api/order/v1/orders/{payment.Order}/payments/{payment.Payment}/capture", UriKind.Relative), null);
        if (!answer.IsSuccessStatusCode) changes.Add($"the bystander is not captured: {(int)answer.StatusCode}");
        else await Adapter.Until(() => payment.NorceState == "captured");
        return changes;
    }

    private async Task<(string Partners, StoredPayment? Stored, int Rows)> Now() => (
        payment.State,
        await sandbox.Adapter.Services.GetRequiredService<IPaymentStore>().Load(payment.Key, CancellationToken.None),
        (await Records.Timeline(payment.Key, 1000, CancellationToken.None)).Count);

    // A turn goes on after it emptied the outbox: only while no payment is active is none under way.
    private async Task<bool> IsAtRest()
        => sandbox.Qliro.Pushes.All(push => push.Received)
            && (await Records.Find(new() { Text = payment.Order, OutboxOnly = true }, CancellationToken.None)).Count == 0
            && !(await Management.GetSimpleGrainStatistics()).Any(one
                => one.ActivationCount > 0 && one.GrainType.Contains("PaymentGrain", StringComparison.Ordinal));

    private IManagementGrain Management
        => sandbox.Adapter.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);

    private IPaymentRecords Records => sandbox.Adapter.Services.GetRequiredService<IPaymentRecords>();
}
