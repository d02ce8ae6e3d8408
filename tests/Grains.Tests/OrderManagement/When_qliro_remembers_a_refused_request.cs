using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Qliro does not document whether the id of a refused request counts as used. If it does, an operation whose refusal
/// was lost must not stay open for ever.
/// </summary>
public sealed class When_qliro_remembers_a_refused_request
{
    [Fact]
    public async Task Should_end_an_operation_whose_refusal_was_lost()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Options.RemembersRefusedRequests = true;
        await StaffRequests.Ship(purchase, (Requests.Mug, 1, 125m));
        shop.Qliro.Faults.On("POST", Requests.Ship).LoseAnswer();

        (await purchase.Capture()).Error!.Code.ShouldBe("qliro-error");
        await purchase.FinishAtQliro();
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
        await shop.Pass(SendPart.ShowsInAdminOrder + TimeSpan.FromMinutes(6), steps: 20);

        (await purchase.Stored()).OpenOperation().ShouldBeNull();
        ((bool)purchase.AuditTrail("capture").ShouldHaveSingleItem()["isSuccess"]!).ShouldBeFalse();
        purchase.Actions.ShouldBe(["capture", "cancel", "refund"]);
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        purchase.AdminOrder.Captured.ShouldBe(25000);
        await purchase.ShouldAgreeWithQliro();
    }
}
