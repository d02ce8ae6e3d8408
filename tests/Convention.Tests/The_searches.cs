using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// An engineer or operator who searches for one obvious word must find the right file. Files of <c>src</c> and
/// <c>docs</c> that have the word in their name come first, then those that contain it most often, as an editor's
/// search would list them.
/// </summary>
public sealed class The_searches
{
    private const int LookedThrough = 5;

    [Theory]
    [InlineData("outbox", "src/Grains/Outbox/OutboxDispatcher.cs")]
    [InlineData("dead letter", "src/Grains/Payments/ParkPayment.cs")]
    [InlineData("lease", "src/Grains/Store/DueLease.cs")]
    [InlineData("partial capture", "src/Grains/OrderManagement/OperationPlan.cs")]
    [InlineData("timeout", "src/Grains/Payments/TurnTimeout.cs")]
    [InlineData("circuit", "src/Grains/Partners/PartnerCircuit.cs")]
    [InlineData("retry", "src/Grains/Outbox/RetryPolicy.cs")]
    [InlineData("idempotency", "src/Grains/OrderManagement/OperationRequest.cs")]
    [InlineData("reconcile", "src/Grains/Reconciliation/Reconcile.cs")]
    [InlineData("snapshot", "src/Grains/Payments/ConfigurationSnapshot.cs")]
    [InlineData("webhook", "src/WebFront/QliroCallbacks/PushEndpoints.cs")]
    [InlineData("token", "src/Grains.Abstractions/QliroCallbacks/CallbackTokens.cs")]
    [InlineData("refund", "src/Grains/OrderManagement/Refund.cs")]
    [InlineData("cancel", "src/Grains/OrderManagement/Cancel.cs")]
    [InlineData("validate", "src/Grains/QliroCallbacks/Validate.cs")]
    [InlineData("push", "src/Grains/QliroCallbacks/Push.cs")]
    [InlineData("hook", "src/Grains/Checkout/OurHooks.cs")]
    [InlineData("shipping", "src/Grains/QliroCallbacks/ShippingMethods.cs")]
    [InlineData("upsell", "src/Grains/Upselling/Upsells.cs")]
    [InlineData("recurring", "src/Grains/Recurring/ChargeRecurring.cs")]
    [InlineData("voucher", "src/Grains/Qliro/OrderAccount.cs")]
    [InlineData("rounding", "src/Grains/Qliro/LineComposer.cs")]
    [InlineData("vat", "src/Grains/Qliro/VatPercents.cs")]
    [InlineData("migration", "src/Stores/Postgres/PostgresMigrations.cs")]
    public void Should_lead_to_the_place_within_five_files(string word, string place)
        => Found(word).Take(LookedThrough).ShouldContain(place);

    private static IEnumerable<string> Found(string word)
    {
        // Matches at the beginning of a word, also within a name: lease finds DueLease but not release.
        var (letter, rest) = (word[0], Regex.Escape(word[1..]).Replace("\\ ", @"[\s/]+", StringComparison.Ordinal));
        var pattern = new Regex(
            $"(?<![A-Za-z])[{char.ToUpperInvariant(letter)}{letter}]{rest}|(?<=[a-z0-9]){char.ToUpperInvariant(letter)}{rest}",
            RegexOptions.None, TimeSpan.FromSeconds(5));
        return Repository.Files(".cs", ".md")
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("docs/", StringComparison.Ordinal))
            .Select(file => (File: file, Named: pattern.IsMatch(Path.GetFileName(file)),
                Said: pattern.Count(Repository.Text(file))))
            .Where(one => one.Named || one.Said > 0)
            .OrderByDescending(one => one.Named).ThenByDescending(one => one.Said)
            .ThenBy(one => one.File, StringComparer.Ordinal).Select(one => one.File);
    }
}
