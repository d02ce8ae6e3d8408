using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroToken = QliroAdapter.Qliro.QliroToken;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// After the purchase: the merchant's back office captures, cancels and refunds, in full and in part, and repeats what
/// was not answered; others act at Qliro and change the order; somebody sends pushes that are not true.
/// </summary>
internal sealed class Staff(World world, Purchase purchase)
{
    private Dice Dice => world.Dice;

    public async Task Live()
    {
        for (var step = Dice.Between(0, Dice.Of(2, 5, 10)); step > 0; step--)
        {
            await world.Time.Pause(Dice.Of(Dice.Seconds(0, 2), Dice.Seconds(2, 120), Dice.Seconds(60, 1800)));
            world.Qliro.Options.OutcomeDelay = Dice.Of(Dice.Seconds(0, 1), Dice.Seconds(1, 60), Dice.Seconds(60, 900));
            if (Dice.Chance(0.2)) await Task.WhenAll(Step(), Step());
            else await Step();
        }
    }

    private Task Step() => Dice.Below(30) switch
    {
        < 4 => Manage(OperationType.Capture, null),
        < 7 => ManagePart(OperationType.Capture),
        < 9 => Manage(OperationType.Cancel, null),
        < 11 => Manage(OperationType.Refund, null),
        < 13 => ManagePart(OperationType.Refund),
        < 15 => Execute(),
        15 => Refresh(),
        16 => ActAtQliro(),
        17 => TellLies(),
        18 => MoveOrder(),
        19 => EndUpsell(),
        < 25 => ManagePart(OperationType.CancelItems),
        < 29 => GiveSumBack(),
        _ => PlanError(),
    };

    private (PaymentKey Key, long QliroOrderId)? Paid() => world.Norce.LivePayment(purchase.OrderId) is { } payment
        && long.TryParse((string?)payment["reference"], out var id)
            ? (World.Key(purchase.OrderId).Payment((string)payment["id"]!), id)
            : null;

    private async Task ManagePart(OperationType type)
    {
        if (Paid() is not { } paid) return;
        var lines = world.Qliro.Left(paid.QliroOrderId).Where(line => line.IncVat > 0).ToList();
        if (lines.Count == 0) return;
        var line = Dice.Of(lines);
        await Manage(type, new() { Reference = line.Reference, Quantity = Dice.Between(1, line.Quantity) });
    }

    /// <summary>A part of what can be given back, all of it, or a little more.</summary>
    private async Task GiveSumBack()
    {
        if (Paid() is not { } paid) return;
        var left = world.Qliro.Returnable(paid.QliroOrderId).Sum(one => one.Amount);
        var sum = Dice.Of(left, left + 0.01m, Dice.Between(1, Math.Max(1, (int)(left * 100m))) / 100m);
        if (sum > 0m) await Manage(OperationType.RefundAmount, null, sum);
    }

    private async Task Manage(OperationType type, OperationItem? item, decimal? sum = null)
    {
        if (Paid() is not { } paid) return;
        var isFull = item is null && sum is null;
        var isNamed = Dice.Chance(isFull ? 0.3 : 0.5);
        var key = isNamed ? $"{type}-{purchase.Number}-{purchase.Requests.Count}" : null;
        var request = new StaffRequest(type, item?.Reference, item?.Quantity ?? 0, key) { Amount = sum };
        purchase.Requests.Add(request);
        using var agreeing = type is OperationType.Cancel or OperationType.CancelItems ? Agree() : null;
        IReadOnlyList<OperationItem> items = item is null ? [] : [item];
        for (var number = 1; number <= 3; number++)
        {
            var id = world.NextMessageId();
            var outcome = await world.Front.Ask(
                $"{type} {item?.Reference} {item?.Quantity}{sum} {paid.Key.PaymentId}", grains => type switch
            {
                OperationType.Capture => grains.Get(paid.Key).Capture(
                    new() { Items = items, IdempotencyKey = key, MessageId = id }),
                OperationType.Cancel => grains.Get(paid.Key).Cancel(new() { IdempotencyKey = key, MessageId = id }),
                OperationType.CancelItems => grains.Get(paid.Key).CancelItems(
                    new() { Items = items, IdempotencyKey = key, MessageId = id }),
                OperationType.RefundAmount => grains.Get(paid.Key).RefundAmount(
                    new() { Amount = sum!.Value, IdempotencyKey = key, MessageId = id }),
                _ => grains.Get(paid.Key).Refund(new() { Items = items, IdempotencyKey = key, MessageId = id }),
            });
            if (outcome is { IsAccepted: true })
            {
                request.IsAcknowledged = true;
                world.Auditor.AfterOperation(paid.Key, request);
            }
            if (outcome is not null && !Dice.Chance(outcome.Error is null ? 0.2 : 0.6)) return;
            // Asked for without a key, a part that is done would be done again: only who was told to wait asks again.
            if (!isFull && key is null && outcome?.Error?.Code != ErrorCodes.PaymentConflict) return;
            await world.Time.Pause(Dice.Seconds(0, 30));
        }
    }

    private async Task Execute()
    {
        if (Paid() is not { } paid) return;
        var type = Dice.Of(OperationType.Capture, OperationType.Cancel, OperationType.Refund);
        purchase.Requests.Add(new(type, null, 0, null));
        using var agreeing = type == OperationType.Cancel ? Agree() : null;
        var answer = await world.Norce.ExecuteAction(
            purchase.OrderId, paid.Key.PaymentId, type.ToString().ToLowerInvariant());
        world.Trace
            .Add($"action {type} of {paid.Key.PaymentId}: {answer.Status} {(answer.IsSuccess ? "" : answer.BodyText)}");
    }

    /// <summary>The platform asks for the order to be completed now.</summary>
    private async Task EndUpsell()
    {
        if (!world.Offers.AddsGoods || Paid() is not { } paid) return;
        var order = world.Auditor.Order(purchase.OrderId);
        await world.Front.Ask($"end of upsell {paid.Key.PaymentId}",
            grains => grains.Get(paid.Key).CompleteUpsell(new() { Order = order }));
    }

    private async Task Refresh()
    {
        if (Paid() is not { } paid) return;
        using var agreeing = Agree();
        var (isWorking, acts) = (IsWorking(paid.QliroOrderId), purchase.ActsAtQliro);
        var outcome = await world.Front.Ask($"refresh {paid.Key.PaymentId}",
            grains => grains.Get(paid.Key).Refresh(new()));
        if (outcome is { IsAccepted: true } && !isWorking && acts == purchase.ActsAtQliro)
            purchase.IsToldByRefresh = true;
    }

    private async Task ActAtQliro()
    {
        if (Paid() is not { } paid || world.Qliro.Status(paid.QliroOrderId) != CheckoutStatus.Completed) return;
        var totals = world.Qliro.Totals(paid.QliroOrderId);
        if (IsWorking(paid.QliroOrderId)) return;
        purchase.ActsAtQliro++;
        purchase.IsToldByRefresh = false;
        world.Trace.Add($"somebody acts at Qliro on {paid.QliroOrderId}");
        if (totals.Reserved > 0 && Dice.Chance(0.5))
            purchase.MadeByOthers.Add(world.Qliro.CaptureOutOfBand(paid.QliroOrderId));
        else if (totals.Reserved > 0) await ReleaseAtQliro(paid.QliroOrderId);
        else if (world.Qliro.Returnable(paid.QliroOrderId).Count > 0)
            purchase.MadeByOthers.Add(world.Qliro.RefundOutOfBand(paid.QliroOrderId));
    }

    /// <summary>A call that accepts releases, from its beginning until it can no longer be on the way.</summary>
    public Agreement Agree()
    {
        purchase.AgreedToRelease |= purchase.ReleasedAtQliro;
        purchase.AgreesUntil = DateTimeOffset.MaxValue;
        return new(purchase, world.Time);
    }

    private bool IsWorking(long orderId) => world.Qliro.AdminOrder(orderId)["PaymentTransactions"]!.AsArray()
        .Any(one => (string?)one!["Status"] is "Created" or "created");

    /// <summary>Qliro releases a reservation for reasons of its own.</summary>
    private async Task ReleaseAtQliro(long orderId)
    {
        var merchant = QliroSimulatorOptions.DefaultMerchant;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            RequestId = new Guid(Dice.Below(int.MaxValue), 1, 1, new byte[8]), merchant.ApiKey,
            MerchantApiKey = merchant.ApiKey, OrderId = orderId,
        });
        using var request = new HttpRequestMessage(
            HttpMethod.Post, world.Qliro.BaseUrl + "/checkout/adminapi/v2/CancelOrder");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new(QliroToken.Scheme, QliroToken.For(body, Masked.Of(merchant.ApiSecret)));
        using var response = await world.QliroSide.Send(request);
        var started = JsonNode.Parse(await response.Content.ReadAsStringAsync())?["PaymentTransactions"]?.AsArray();
        purchase.MadeByOthers.UnionWith(started?.Select(one => (long)one!["PaymentTransactionId"]!) ?? []);
        purchase.ReleasedAtQliro |= response.IsSuccessStatusCode;
        purchase.AgreedToRelease |= purchase.AgreesUntil > world.Time.GetUtcNow();
        world.Trace.Add($"Qliro releases {orderId}: {(int)response.StatusCode}");
    }

    /// <summary>Sends a push that says more than Qliro's order does.</summary>
    public async Task TellLies()
    {
        if (Paid() is not { } paid) return;
        // A charge has no such address.
        if ((string?)world.Qliro.Request(paid.QliroOrderId)["MerchantCheckoutStatusPushUrl"] is not { } url) return;
        var status = Dice.Of("Completed", "OnHold", "Refused");
        await world.Mail.Send(url, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            OrderId = paid.QliroOrderId, Status = status, NotificationType = "CustomerCheckoutStatus",
            MerchantReference = purchase.OrderId,
        })));
    }

    /// <summary>The platform changes the order's state without asking us first.</summary>
    public async Task MoveOrder()
    {
        var status = Dice.Of("checkout", "processing", "accepted", "completed", "checkout", "removed", "declined");
        if (status is "removed" or "declined" && Dice.Chance(0.6)) status = "checkout";
        world.Trace.Add($"platform moves {purchase.OrderId} to {status}");
        var answer = await world.Norce.ChangeState(purchase.OrderId, status);
        world.Trace.Add($"state of {purchase.OrderId} to {status}: {answer.Status}");
    }

    private Task PlanError()
    {
        world.Qliro.PlanOutcome(
            Dice.Of("Capture", "Refund", "Reversal"), TransactionStatus.Error, "REJECTED", "The provider rejected it.");
        return Task.CompletedTask;
    }

    internal sealed class Agreement(Purchase purchase, TimeProvider clock) : IDisposable
    {
        public void Dispose() => purchase.AgreesUntil = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
    }
}
