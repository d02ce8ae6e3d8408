using System.Net;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// The connection from one process to one partner. The partner processes what has arrived even when its caller has
/// given up, and a call that was given up may still arrive.
/// </summary>
internal sealed class PartnerWire(World world, ProcessRun run, Partner partner) : HttpMessageHandler
{
    private PartnerWeather Weather => partner.WeatherOf(world.Weather);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = await Copy(request);
        var what = $"{partner.Name} {copy.Method} {Short(copy.RequestUri!)}";
        await run.Gate($"{what} is to leave");
        world.Trace.Add($"{run.Name} -> {what}");
        world.Auditor.BeforeCall(run, partner, copy);
        try
        {
            var response = await Carry(copy, what).WaitAsync(cancellationToken);
            await run.Gate($"{what} was answered {(int)response.StatusCode}");
            world.Trace.Add($"{run.Name} <- {what}: {(int)response.StatusCode}");
            return response;
        }
        catch (HttpRequestException)
        {
            await run.Gate($"{what} broke");
            world.Trace.Add($"{run.Name} <- {what}: broke");
            if (partner.IsDown) world.Auditor.Outages.Met(run, partner);
            throw;
        }
        catch (OperationCanceledException)
        {
            await run.Gate($"{what} was given up");
            world.Trace.Add($"{run.Name} <- {what}: given up");
            throw;
        }
    }

    private async Task<HttpResponseMessage> Carry(HttpRequestMessage request, string what)
    {
        var dice = world.Dice;
        await world.Time.Pause(Travel(request));
        if (partner.IsDown) throw Broken(HttpRequestError.ConnectionError);
        if (dice.Chance(Weather.LostRequest))
            throw Broken(dice.Of(HttpRequestError.ConnectionError, HttpRequestError.ResponseEnded));
        if (dice.Chance(Weather.Refused))
            return new((HttpStatusCode)dice.Of(Weather.Statuses)) { Content = new StringContent("") };
        if (partner.MayCollide(request) && dice.Chance(Weather.Collision))
            return new(HttpStatusCode.Conflict)
            {
                Content = new StringContent(
                """{"code":"order-conflict","message":"Others write."}""")
            };
        if (partner.MayAcceptFirst(request) && dice.Chance(Weather.AcceptedFirst)) return AcceptFirst(request, what);
        var isEmptied = partner.MovesMoney(request) && dice.Chance(Weather.Emptied);
        if (isEmptied && dice.Chance(0.5)) return Empty();
        var proxy = dice.Chance(Weather.Proxied) ? ProxyAnswers.Any(dice, partner, request) : null;
        if (proxy is not null) world.Trace.Add($"a proxy answers {what}");
        if (proxy is not null && dice.Chance(0.5)) return proxy;
        var copy = Partner.MayArriveTwice(request) && dice.Chance(Weather.Twice)
            ? Again(await Copy(request), what) : null;
        var response = await partner.Send(request);
        world.Auditor.AfterCall(run, partner, request, response);
        await world.Time.Pause(Travel(request));
        // What sends a request again has missed the first answer and hands on the other, when both have come back: an
        // answered call has no effect afterwards.
        if (copy is not null) response = await copy;
        if (dice.Chance(Weather.LostAnswer)) throw Broken(HttpRequestError.ResponseEnded);
        return proxy ?? (isEmptied && response.IsSuccessStatusCode ? Empty() : response);
    }

    private static HttpResponseMessage Empty()
        => new(HttpStatusCode.OK) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };

    private HttpResponseMessage AcceptFirst(HttpRequestMessage request, string what)
    {
        world.Time.At(
            world.Dice.Of(world.Dice.Seconds(0, 0.1), world.Dice.Seconds(0, 3)), () => _ = Again(request, what));
        return new(HttpStatusCode.Accepted) { Content = new StringContent("") };
    }

    private async Task<HttpResponseMessage> Again(HttpRequestMessage request, string what)
    {
        await world.Time.Pause(world.Dice.Seconds(0, 0.2));
        var response = await partner.Send(request);
        world.Auditor.AfterCall(run, partner, request, response);
        world.Trace.Add($"{what} was carried out beside its answer: {(int)response.StatusCode}");
        return response;
    }

    /// <summary>
    /// The late copy of a creation never meets the creation itself: neither partner holds a call for longer than its
    /// caller waits.
    /// </summary>
    private TimeSpan Travel(HttpRequestMessage request) => !world.Dice.Chance(Weather.Slow)
        ? world.Dice.Seconds(0.002, 0.06)
        : world.Dice.Seconds(0.5, Partner.IsCreation(request) ? 2.2 : 8);

    private static HttpRequestException Broken(HttpRequestError error) => new(error, "The simulated connection broke.");

    private static string Short(Uri uri) => uri.PathAndQuery
        .Replace("/checkout/order/api/v0/checkout", "", StringComparison.Ordinal)
        .Replace("/checkout/configuration/api/v1", "", StringComparison.Ordinal);

    private static async Task<HttpRequestMessage> Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is null) return copy;
        copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync());
        foreach (var (name, values) in request.Content.Headers.NonValidated)
            copy.Content.Headers.TryAddWithoutValidation(name, values);
        return copy;
    }
}
