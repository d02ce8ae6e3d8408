using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>Persons, secrets and snippets that can be recognised wherever they turn up.</summary>
internal sealed class Canaries
{
    public const string MerchantApiSecret = "canary-merchant-api-secret-0123456789";
    public const string AccessToken = "canary-access-token-0123456789";
    public const string OpsReadToken = "canary-ops-read-token-0123456789";
    public const string MetricsToken = "canary-metrics-token-0123456789";
    public const string CardId = "c0ffee00-cafe-4bad-8dad-facade000001";

    private readonly List<string> planted =
    [
        // The person of Norce's order.
        "Kanariella", "Fagelholk", "Kanarigatan", "Kanariby", "kanariella@canary.example", "+46709998877",
        "0709998877",
        // The person in Qliro's frame.
        "Zebrafinka", "Burfagel", "Papegojvagen", "Undulatsta", "zebrafinka@canary.example", "+46708887766",
        "0708887766", TestPersons.Approved,
        // Secrets of the adapter and of the shop.
        MerchantApiSecret, AccessToken, OpsReadToken, MetricsToken, Sandbox.SandboxHost.CallbackSecret,
        Sandbox.SandboxHost.AccessToken, Sandbox.SandboxHost.OpsToken,
    ];

    /// <summary>A text of a partner that tells who it is about.</summary>
    public static string Gossip =>
        "zebrafinka@canary.example, +46708887766, 070-888 77 66 and " + TestPersons.Approved + " are not accepted";

    public static QliroPerson Person => new()
    {
        FirstName = "Zebrafinka", LastName = "Burfagel", Email = "zebrafinka@canary.example",
        MobileNumber = "+46708887766", Street = "Papegojvagen 9", City = "Undulatsta",
    };

    /// <summary>A cart whose customer is known.</summary>
    public static JsonObject Cart()
    {
        var order = NorceOrders.Cart(NorceOrders.Item());
        var address = NorceOrders.Address("Kanariella", "Fagelholk");
        address["streetAddress"] = "Kanarigatan 77";
        address["city"] = "Kanariby";
        address["email"] = "kanariella@canary.example";
        address["phone"] = "+46709998877";
        order["customer"] = new JsonObject { ["type"] = "person", ["billing"] = address, ["shipping"] = address.DeepClone() };
        return order;
    }

    /// <summary>What an answer held that nothing else may hold: a snippet, a callback URL's token.</summary>
    public void Plant(string canary)
    {
        canary.Length.ShouldBeGreaterThan(10);
        planted.Add(canary);
    }

    /// <summary>Those that stand in a text, with what stands around the first of them.</summary>
    public IEnumerable<string> In(string name, string text, params string[] allowed) => planted.Except(allowed)
        .Select(canary => (Canary: canary, At: text.IndexOf(canary, StringComparison.OrdinalIgnoreCase)))
        .Where(found => found.At >= 0)
        .Select(found => $"{found.Canary} in {name}: "
            + text[Math.Max(0, found.At - 200)..Math.Min(text.Length, found.At + 80)]);
}
