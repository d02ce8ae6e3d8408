using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Recurring;

/// <summary>Charges without a shopper, and what later ones need.</summary>
internal static class RecurringFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [RecurringSections.ChargeSection, RecurringSections.RecurringSection],
        // That it was a charge, and which, is part of the books.
        Erase = payment => payment with
        {
            Recurring = null,
            Charge = payment.Charge is { } charge ? charge with { Token = Masked.Of("") } : null,
        },
        // An open charge is never given up: its outbox entry, and then its outcome, is waited for.
        NextCheck = (payment, now, interval)
            => payment is { Charge: not null, State: PaymentState.Processing } ? now + interval : null,
        Handlers =
        [
            new(OutboxKind.ChargeRecurring,
                "find out whether Qliro has the charge, and send it again under its id if not",
                (turn, _) => ChargeRecurring.Deliver(turn)),
            new(OutboxKind.WriteRecurring, "put what later charges need on the Norce payment",
                (turn, _) => WriteRecurring.Deliver(turn)) { NeedsQliro = _ => false },
        ],
    };
}
