using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>The name of a payment state that Norce knows.</summary>
internal sealed class PaymentStateAttribute : TextRuleAttribute
{
    public override string? MistakeIn(string text) => NorcePaymentState.All.Contains(text, StringComparer.Ordinal)
        ? null
        : $"must be a payment state of Norce ({string.Join(", ", NorcePaymentState.All)})";
}
