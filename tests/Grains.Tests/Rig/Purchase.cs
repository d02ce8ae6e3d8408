using System.Text.Json.Nodes;
using QliroAdapter.Composition;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>One payment in the shop, with what each partner says about it.</summary>
public sealed record Purchase(Shop Shop, string OrderId, string PaymentId)
{
    public PaymentKey Key => Shop.Key(OrderId).Payment(PaymentId);

    public IPaymentGrain Grain => Shop.Grains.Get(Key);

    public JsonObject NorceOrder => Shop.Norce.Order(OrderId);

    public JsonObject NorcePayment => Shop.Norce.Payment(OrderId, PaymentId);

    public string? NorceState => (string?)NorcePayment["state"];

    public decimal NorceAmount => (decimal)NorcePayment["amount"]!;

    public string OrderStatus => Shop.Norce.Status(OrderId);

    public IReadOnlyList<string> Actions
        => [.. ((JsonArray?)NorcePayment["actions"] ?? []).Select(action => (string)action!["type"]!)];

    public long QliroOrderId => long.Parse((string)NorcePayment["reference"]!);

    public decimal QliroTotal => (decimal)Shop.Qliro.Order(QliroOrderId)["TotalPrice"]!;

    public QliroTotals AdminOrder => Shop.Qliro.Totals(QliroOrderId);

    public async Task<PaymentDocument> Stored()
        => Features.Json.Read((await Shop.Store.Load(Key.ToString(), CancellationToken.None))!.Document);

    /// <summary>Changes the stored payment; the process is restarted and reads the new one.</summary>
    public async Task Rewrite(Func<PaymentDocument, PaymentDocument> change)
        => await RewriteText(text => Features.Json.Write(change(Features.Json.Read(text))));

    /// <summary>The same on the stored text.</summary>
    public async Task RewriteText(Func<string, string> change)
    {
        var stored = (await Shop.Store.Load(Key.ToString(), CancellationToken.None))!;
        var row = (await Shop.Store.Find(new() { Text = Key.ToString() }, CancellationToken.None)).Single();
        await Shop.Store.Commit(new PaymentCommit
        {
            Key = row.Key, Merchant = row.Merchant, Channel = row.Channel, OrderId = row.OrderId,
            PaymentId = row.PaymentId, QliroOrderId = row.QliroOrderId, State = row.State,
            OutboxEntries = row.OutboxEntries,
            DueAt = row.DueAt, ParkedReason = row.ParkedReason, ExpectedVersion = stored.Version,
            Document = change(stored.Document), Timeline = [], At = Shop.Clock.GetUtcNow(),
        }, CancellationToken.None);
        await Shop.Restart();
    }

    public Task<IReadOnlyList<TimelineEntry>> Timeline() => Shop.Timeline(Key);

    /// <summary>Qliro finishes what it has in process and sends the pushes; due work is done.</summary>
    public async Task FinishAtQliro()
    {
        Shop.Qliro.FinishOpenTransactions(QliroOrderId);
        await Shop.Qliro.FlushPushes();
        await Shop.DoDueWork();
    }
}
