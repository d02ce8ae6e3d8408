using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>Each with its number and level, in the scope with the payment's ids.</summary>
public sealed class When_a_decision_is_logged : IAsyncLifetime
{
    private LocalShop shop = null!;
    private Purchase purchase = null!;
    private readonly string trace = Traces.New();

    public ValueTask InitializeAsync() => Open();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Should_tell_that_an_operation_was_requested()
    {
        await Completed();

        (await Capture()).ShouldBe(200);

        Only(300, LogLevel.Information).Text.ShouldStartWith("Capture 1 was requested: ");
        Lines(200).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_tell_that_a_request_was_refused()
    {
        await Completed();

        (await Send("refund")).ShouldBe(400);

        Only(104, LogLevel.Information).Text.ShouldBe(
            "A request was refused with payment-conflict; Qliro's code: none.");
    }

    [Fact]
    public async Task Should_tell_that_qliro_refused_a_creation()
    {
        shop.Shop.Qliro.Faults.On("POST", "/Orders").Answer(
            400, """{"ErrorCode":"INVALID_TOTAL","ErrorMessage":"Ask Anna Andersson"}""");
        var order = shop.Shop.AddOrder();

        (await shop.Shop.Create(order, shop.Url)).ShouldBe(400);

        var line = Lines(501).ShouldHaveSingleItem();
        (line.Level, line.Scopes["orderId"]).ShouldBe((LogLevel.Information, order));
        line.Text.ShouldBe("The creation of a payment was refused with qliro-bad-request; Qliro's code: INVALID_TOTAL.");
        Lines().ShouldNotContain(one => one.Text.Contains("Anna", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_that_a_creation_on_a_finished_order_was_refused()
    {
        await Completed();

        (await shop.Shop.Create(purchase.Order, shop.Url)).ShouldBe(409);

        var line = Lines(501).ShouldHaveSingleItem();
        line.Scopes["orderId"].ShouldBe(purchase.Order);
        line.Text.ShouldStartWith("The creation of a payment was refused with ");
    }

    [Fact]
    public async Task Should_tell_that_an_operation_failed()
    {
        await Completed();
        shop.Shop.Qliro.Faults.On("POST", "MarkItemsAsShipped").Answer(
            400, """{"ErrorCode":"PAYMENT_REFERENCE_NOT_FOUND","ErrorMessage":"Ask Anna Andersson"}""");

        (await Capture()).ShouldBe(400);

        Only(301, LogLevel.Warning).Text.ShouldStartWith("Capture 1 failed with ");
        Lines().ShouldNotContain(line => line.Text.Contains("Anna", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_in_due_work_that_an_entry_is_parked_and_what_to_do()
    {
        await Parked();

        var line = Only(201, LogLevel.Error);
        line.Text.ShouldStartWith("SyncNorce 0 of the outbox is parked after ");
        line.Text.ShouldContain("/ops");
        line.Scopes["TraceId"].ShouldNotBe(trace);
    }

    [Fact]
    public async Task Should_tell_that_an_operator_resumed_an_entry()
    {
        await Parked();
        shop.Shop.Norce.Faults.Clear();

        await Resume();

        Only(202, LogLevel.Information).Text.ShouldStartWith(
            "An operator resumed SyncNorce 0 of the outbox (parked: True)");
    }

    [Fact]
    public async Task Should_tell_that_a_payment_is_parked_as_a_whole_and_resumed()
    {
        shop.Store.NextCommit = new BrokenInvariantException(ClusteredShop.KeyOf(purchase).ToString(), "2 is 2");
        (await shop.Push(purchase)).ShouldBe(500);

        Only(103, LogLevel.Error).Text.ShouldEndWith("then resume it in /ops.");
        // Due work that was on its way is refused as well.
        var refused = Lines(104).Where(line => line.Text.Contains("internal-server-error", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        refused.Level.ShouldBe(LogLevel.Information);
        ShouldNameThePayment(refused);

        await Resume();

        Only(400, LogLevel.Information);
    }

    [Fact]
    public async Task Should_tell_in_due_work_that_an_entry_was_delivered_late()
    {
        shop.Shop.Norce.Faults.GoDown();
        (await shop.Push(purchase, trace)).ShouldBe(200);

        shop.Clock.Jump(2 * EntryDelivered.LateAfter);
        shop.Shop.Norce.Faults.ComeUp();

        await Eventually.Holds(() => Lines(200).Exists(IsSync));
        var line = Lines(200).First(IsSync);
        line.Level.ShouldBe(LogLevel.Warning);
        line.Scopes["TraceId"].ShouldNotBe(trace);
        ShouldNameThePayment(line);

        static bool IsSync(Line one) => one.Text.StartsWith("SyncNorce 0 ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_in_due_work_that_a_circuit_opened_and_closed()
    {
        await shop.DisposeAsync();
        await Open(("Outage:CallsMin", "2"), ("Outage:FirstSeconds", "0.5"), ("Outage:LongestSeconds", "0.5"));
        shop.Shop.Qliro.Faults.GoDown();
        (await shop.Push(purchase, trace)).ShouldBe(200);
        await Eventually.Holds(() => Lines(8110).Count > 0);

        shop.Shop.Qliro.Faults.ComeUp();

        await Eventually.Holds(() => Lines(8111).Count > 0);
        Only(8110, LogLevel.Warning).Text.ShouldStartWith("The circuit to Qliro at ");
        Only(8111, LogLevel.Warning).Scopes["TraceId"].ShouldNotBe(trace);
    }

    private async ValueTask Open(params (string, string)[] settings)
    {
        shop = await LocalShop.Open([("Logging:LogLevel:QliroAdapter", "Information"), .. settings]);
        purchase = await shop.Buy();
    }

    private async Task Completed()
    {
        (await shop.Push(purchase)).ShouldBe(200);
        await Eventually.Holds(() => shop.Shop.Norce.Status(purchase.Order) == "completed");
    }

    private async Task Parked()
    {
        shop.Shop.Norce.Faults.On("PUT", $"{purchase.Order}").Answer(409, times: 1000);
        (await shop.Push(purchase, trace)).ShouldBe(200);
        shop.Clock.Jump(TimeSpan.FromHours(73));
        await Eventually.Holds(() => Lines(201).Count > 0);
    }

    private async Task Resume() => (await shop.Services.GetRequiredService<IPaymentGrains>()
        .Get(ClusteredShop.KeyOf(purchase)).ResumeParked(new())).Error.ShouldBeNull();

    private async Task<int> Capture()
    {
        using var answer = await shop.Shop.CaptureOnce(purchase, shop.Url);
        return (int)answer.StatusCode;
    }

    private Task<int> Send(string action) => shop.Shop.Send(HttpMethod.Post,
        $"{shop.Url}/api/order/v1/orders/{purchase.Order}/payments/{purchase.Payment}/{action}");

    private Line Only(int id, LogLevel level)
    {
        var line = Lines(id).ShouldHaveSingleItem();
        line.Level.ShouldBe(level);
        ShouldNameThePayment(line);
        return line;
    }

    private List<Line> Lines() => [.. shop.Lines.All];

    private List<Line> Lines(int id) => [.. shop.Lines.All.Where(line => line.Id == id)];

    private void ShouldNameThePayment(Line line)
    {
        line.Scopes["merchant"].ShouldBe("acme");
        line.Scopes["channel"].ShouldBe("se-qliro");
        line.Scopes["orderId"].ShouldBe(purchase.Order);
        line.Scopes["paymentId"].ShouldBe(purchase.Payment);
    }
}
