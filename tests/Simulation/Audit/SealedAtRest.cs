using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using QliroAdapter.Settings;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Store;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// In a world with keys, each timeline is as it was signed, by what the command <c>verify</c> compares, and nothing on
/// the disk tells of a person, a saved card or a token that charges one.
/// </summary>
internal sealed class SealedAtRest(World world, Auditor auditor)
{
    public void Check()
    {
        if (!world.IsSealed) return;
        var check = new TimelineCheck(new(Options.Create(world.Settings.Read<KeyOptions>())));
        foreach (var row in world.Store.Rows.Where(row => row.PaymentId.Length > 0))
        {
            var stored = new StoredTimeline(world.Store.Load(row.Key)!, world.Store.History(row.Key), [], row.At);
            auditor.Must(row.Chain is not null, $"{row.Key} has no signed head");
            foreach (var mistake in check.Mistakes(stored, droppedUntil: 0)) auditor.Find($"{row.Key}: {mistake}");
        }
        var disk = string.Join('\n', world.Store.Texts);
        foreach (var secret in world.Persons.Secrets.Concat(Cards()).Distinct(StringComparer.Ordinal))
        {
            auditor.Must(
                !disk.Contains(secret, StringComparison.OrdinalIgnoreCase), $"the store tells everybody of {secret}");
        }
    }

    /// <summary>The ids of saved cards; who has one can charge it.</summary>
    private IEnumerable<string> Cards() => world.Purchases.Where(purchase => purchase.OrderId.Length > 0)
        .SelectMany(purchase => (JsonArray?)world.Norce.Order(purchase.OrderId)["payments"] ?? [])
        .Select(payment => (string?)payment?["recurring"]?["token"]).OfType<string>()
        .Where(token => Guid.TryParse(token, out _));
}
