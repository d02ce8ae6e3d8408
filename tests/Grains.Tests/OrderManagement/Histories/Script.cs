using CsCheck;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>Everything that is drawn for a history, before any of it happens.</summary>
/// <param name="Habits">How Qliro behaves in this history.</param>
/// <param name="Fee">Qliro's own fee, in öre.</param>
/// <param name="Start">What happens between the purchase and the first step.</param>
internal sealed record Script(
    RandomCart Cart, string Method, int? Fee, IReadOnlyList<int> Habits, IReadOnlyList<int> Start,
    IReadOnlyList<Step> Steps, IReadOnlyList<int> Settling)
{
    public static Gen<Script> Any { get; } = Gen.Select(
        RandomCart.Any, Gen.OneOf("QLIROPAYLATER_INVOICE30", "CREDITCARDS", "SWISH", "TRUSTLY"),
        Often.OnceIn(4, Gen.Int[1, 4999]), Choices.Some(12), Choices.Some(4), Step.Any.List[0, 15], Choices.Some(16),
        (cart, method, fee, habits, start, steps, settling)
            => new Script(cart, method, fee, habits, start, steps, settling));

    public override string ToString()
        => $"{string.Join(", ", Steps)}; {Method}, fee {Fee}, {Cart.Lines().ToJsonString()}, habits "
            + $"[{string.Join(' ', Habits)}], start [{string.Join(' ', Start)}], end [{string.Join(' ', Settling)}]";
}

/// <summary>One thing that happens, and numbers that decide which line, push or fault it happens to.</summary>
internal sealed record Step(StepKind Kind, IReadOnlyList<int> Numbers)
{
    public static Gen<Step> Any { get; } = Gen.Select(
        Gen.Frequency(
            (4, StepKind.CaptureAll), (3, StepKind.CaptureSome), (2, StepKind.RefundAll), (2, StepKind.RefundSome),
            (1, StepKind.Cancel), (1, StepKind.Refresh), (3, StepKind.FinishOne), (2, StepKind.DeliverSomePush),
            (1, StepKind.DeliverAllPushes), (2, StepKind.Pass), (2, StepKind.Disturb), (1, StepKind.Upsell),
            (1, StepKind.Staff), (2, StepKind.RefundSum), (1, StepKind.CancelSome)),
        Choices.Some(16),
        (kind, numbers) => new Step(kind, numbers));

    public override string ToString() => $"{Kind} [{string.Join(' ', Numbers)}]";
}

internal enum StepKind
{
    Refresh, CaptureAll, CaptureSome, RefundAll, RefundSome, Cancel, FinishOne, DeliverSomePush, DeliverAllPushes,
    Pass, Disturb, Upsell, Staff, RefundSum, CancelSome,
}

/// <summary>Drawn numbers, used one after the other for choices; zero when all are used up.</summary>
internal sealed class Choices(IReadOnlyList<int> numbers)
{
    private int taken;

    /// <summary>As many numbers as a step may need.</summary>
    public static Gen<List<int>> Some(int count) => Gen.Int[0, 1_000_000].List[count];

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => taken < numbers.Count ? numbers[taken++] % bound : 0;

    /// <summary>True once in that many times; false when the numbers are used up.</summary>
    public bool OneIn(int times) => Next(times) == times - 1;

    /// <summary>The bound is not reached.</summary>
    public int Next(int min, int bound) => min + Next(bound - min);
}
