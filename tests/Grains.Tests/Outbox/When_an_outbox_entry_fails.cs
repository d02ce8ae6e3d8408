using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Outbox;

public sealed class When_an_outbox_entry_fails
{
    private static readonly DateTimeOffset now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly RetryOptions options = new() { FirstSeconds = 1, LongestSeconds = 300, GiveUpHours = 72 };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(8, 256)]
    [InlineData(9, 300)]
    [InlineData(5000, 300)]
    public void Should_wait_twice_as_long_each_time_up_to_the_longest(int attempts, double seconds)
    {
        RetryPolicy.Pause(attempts, options, 0.999999).TotalSeconds.ShouldBe(seconds, 0.001);
        RetryPolicy.Pause(attempts, options, 0).TotalSeconds.ShouldBe(seconds * 0.75, 0.001);
    }

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(20, 60, 225)]
    public void Should_not_come_back_earlier_than_asked(int attempts, int asked, int waited)
        => Next(DeliveryAttempt.Later("busy", TimeSpan.FromSeconds(asked)), attempts).ShouldBeOfType<EntryPostponed>()
            .NextAt.ShouldBe(now.AddSeconds(waited));

    [Fact]
    public void Should_be_parked_after_the_last_hour_with_the_last_reason()
    {
        Next(DeliveryAttempt.Later("away"), hours: 72).ShouldBeOfType<EntryPostponed>();
        Next(DeliveryAttempt.Later("away"), hours: 72.001).ShouldBeOfType<EntryParked>().Reason.ShouldContain("away");
    }

    [Fact]
    public void Should_not_be_parked_for_the_time_its_partner_was_unavailable()
    {
        Next(DeliveryAttempt.Later("busy"), hours: 100, heldHours: 29).ShouldBeOfType<EntryPostponed>();
        Next(DeliveryAttempt.Later("busy"), hours: 100, heldHours: 27).ShouldBeOfType<EntryParked>();
    }

    [Theory]
    [InlineData(PartnerFailureKind.Rejected, 400, true)]
    [InlineData(PartnerFailureKind.Rejected, 404, true)]
    [InlineData(PartnerFailureKind.Rejected, 422, true)]
    [InlineData(PartnerFailureKind.Rejected, 401, false)]
    [InlineData(PartnerFailureKind.Rejected, 403, false)]
    [InlineData(PartnerFailureKind.Rejected, 409, false)]
    [InlineData(PartnerFailureKind.Unavailable, 503, false)]
    [InlineData(PartnerFailureKind.Unknown, null, false)]
    public void Should_be_parked_at_once_only_for_what_was_sent(PartnerFailureKind kind, int? status, bool isParked)
        => (Next(DeliveryAttempt.After(new(kind, status, "code", "message"))) is EntryParked).ShouldBe(isParked);

    [Fact]
    public void Should_not_be_tried_faster_because_it_is_enqueued_again()
    {
        var tried = Sample.Payment(PaymentState.Reserved) with
        {
            Outbox = [new() { Kind = OutboxKind.SyncNorce, DueAt = now.AddMinutes(5), Since = now, Attempts = 9 }],
        };

        PaymentDocument.Apply(
            tried, new EntryEnqueued(OutboxKind.SyncNorce, now)).Outbox.ShouldHaveSingleItem().Attempts.ShouldBe(9);
    }

    [Fact]
    public void Should_have_its_full_time_again_when_it_is_enqueued_again_after_it_was_parked()
    {
        var parked = OrderManagement.Documents.Payment(PaymentState.Reserved) with
        {
            Outbox = [new() { Kind = OutboxKind.SyncNorce, DueAt = now, Since = now, IsParked = true,
                Problem = "gone", Attempts = 7 }],
        };

        var revived = PaymentDocument.Apply(
            parked, new EntryEnqueued(OutboxKind.SyncNorce, now.AddDays(9))).Outbox.ShouldHaveSingleItem();

        (revived.IsParked, revived.Since, revived.DueAt, revived.Attempts).ShouldBe((
            false, now.AddDays(9), now.AddDays(9), 0));
    }

    private static PaymentEvent Next(
        DeliveryAttempt attempt, int attempts = 0, double hours = 0, double heldHours = 0) => RetryPolicy.Next(
        new()
        {
            Kind = OutboxKind.SyncNorce, DueAt = now, Since = now
            .AddHours(-hours), HeldFor = TimeSpan.FromHours(heldHours), Attempts = attempts
        },
        attempt, now, options, 0);
}
