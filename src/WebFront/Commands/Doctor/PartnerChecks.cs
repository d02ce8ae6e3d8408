using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>
/// Asks both partners for an order that cannot exist. This changes nothing, and the answer tells the state: not found
/// means that the credentials are right, 401 or 403 that they are wrong, and no answer that the partner cannot be
/// reached.
/// </summary>
internal sealed class PartnerChecks(IServiceProvider services, IConfiguration settings)
{
    private const string NoOrder = "00000000-0000-0000-0000-000000000000";

    // Qliro's ids have seven digits or more, so no order has this one.
    private static readonly QliroOrderId noQliroOrder = QliroOrderId.Of(1);

    public Check Norce(ChannelKey channel)
    {
        var client = services.GetRequiredService<NorceOrderClient>();
        var reach = $"norce order api {channel.Merchant}";
        return new(reach, async cancellation =>
        {
            var answer = await client.GetOrder(
                OrderKey.Of(channel.Merchant, channel.Channel, NoOrder), cancellation);
            return
            [
                Reached(reach, answer.Failure, "See Norce:OrderApiUrl, DNS and firewall"),
                Credentials($"norce token {channel.Merchant}", answer.Failure, TokenNext()),
            ];
        });
    }

    public IEnumerable<Check> Qliro(ChannelConfiguration channel)
    {
        var name = ChannelChecks.Name(channel.Channel);
        yield return Qliro($"qliro checkout api {name}", async cancellation =>
            (await services.GetRequiredService<QliroClient>()
                .GetOrder(channel.Account, noQliroOrder, cancellation)).Failure);
        yield return Qliro($"qliro admin api {name}", async cancellation =>
            (await services.GetRequiredService<QliroAdminClient>()
                .GetOrder(channel.Account, noQliroOrder, cancellation)).Failure);
    }

    private static Check Qliro(string name, Func<CancellationToken, Task<PartnerFailure?>> ask)
        => new(name, async cancellation =>
        {
            var failure = await ask(cancellation);
            return
            [
                Reached(name, failure, "See apiUrl of the configuration document, DNS and firewall"),
                Credentials($"{name} credentials", failure,
                    "See merchantApiKey and merchantApiSecret of the configuration document, and that they are of the "
                    + "same surroundings (test or production) as apiUrl"),
            ];
        });

    /// <summary>
    /// Any answer of the service itself shows that it can be reached; an answer of a gateway does not.
    /// </summary>
    public static CheckResult Reached(string name, PartnerFailure? failure, string next)
        => failure is { Kind: not PartnerFailureKind.Rejected }
            ? CheckResult.Fail(name, failure.Message, next)
            : CheckResult.Ok(name, "answers");

    public static CheckResult Credentials(string name, PartnerFailure? failure, string next) => failure switch
    {
        { Status: 401 or 403 } => CheckResult.Fail(name, $"refused with {failure.Status}", next),
        { Kind: not PartnerFailureKind.Rejected } => CheckResult.Warn(name, "not known, for there was no answer",
            "See to that first"),
        _ => CheckResult.Ok(name, "taken"),
    };

    private string TokenNext() => settings.Read<NorceOptions>().Token is { }
        ? "Put a valid token into Norce:Token, with the scope for orders"
        : "See Norce:ClientCredentials: token URL, client id, secret, scope";
}
