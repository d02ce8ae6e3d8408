using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroToken = QliroAdapter.Qliro.QliroToken;

namespace QliroAdapter.Simulation.Defects;

/// <summary>A mistake in how partners are called: it changes the request, or how the answer is read.</summary>
internal sealed class WireDefect(Func<Call, Task<HttpResponseMessage>> mistake) : Defect
{
    public override HttpMessageHandler Around(HttpMessageHandler wire, Partner partner, World world)
        => new Handler(wire, partner, world, mistake);

    private sealed class Handler(
        HttpMessageHandler wire, Partner partner, World world, Func<Call, Task<HttpResponseMessage>> mistake)
        : DelegatingHandler(wire)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
            => mistake(new(partner.Name, request, world, changed => base.SendAsync(changed, cancellationToken)));
    }
}

/// <summary>One call on its way to a partner.</summary>
internal sealed record Call(
    string Partner, HttpRequestMessage Request, World World, Func<HttpRequestMessage, Task<HttpResponseMessage>> Send)
{
    public string Path => Request.RequestUri!.AbsolutePath;

    public bool IsOperation => Partner == "Qliro"
        && Request.Method == HttpMethod.Post && Path.Contains("/adminapi/", StringComparison.Ordinal);

    public Task<HttpResponseMessage> Go() => Send(Request);

    /// <summary>Sends the same call with another body, signed as the client signs for Qliro.</summary>
    public async Task<HttpResponseMessage> GoWith(Action<JsonObject> change)
    {
        var body = (JsonObject)JsonNode.Parse(await Request.Content!.ReadAsStringAsync())!;
        change(body);
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        Request.Content = new ByteArrayContent(bytes);
        Request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (Partner == "Qliro")
        {
            Request.Headers.Authorization = new(
                QliroToken.Scheme, QliroToken.For(bytes, Masked.Of(QliroSimulatorOptions.DefaultMerchant.ApiSecret)));
        }
        return await Go();
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string body)
        => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>The first attempt of an operation's request has the stored id; every later attempt has a new one.</summary>
internal static class FreshRequestId
{
    public static Defect Make()
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        return new WireDefect(async call =>
        {
            if (!call.IsOperation) return await call.Go();
            var body = JsonNode.Parse(await call.Request.Content!.ReadAsStringAsync())!;
            if (sent.Add((string)body["RequestId"]!)) return await call.Go();
            var fresh = new Guid(call.World.Dice.Below(int.MaxValue), 2, 2, new byte[8]);
            return await call.GoWith(again => again["RequestId"] = fresh);
        });
    }
}

/// <summary>Stops calling a partner for good after ten failed calls.</summary>
internal static class NeverCloses
{
    public static Defect Make()
    {
        var lost = new Dictionary<string, int>(StringComparer.Ordinal);
        return new WireDefect(async call =>
        {
            if (lost.GetValueOrDefault(call.Partner) >= 10)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The breaker is open.");
            try
            {
                var response = await call.Go();
                lost[call.Partner] = 0;
                return response;
            }
            catch (HttpRequestException)
            {
                lost[call.Partner] = lost.GetValueOrDefault(call.Partner) + 1;
                throw;
            }
        });
    }
}

/// <summary>The mistakes in calling partners.</summary>
internal static class WireDefects
{
    /// <summary>Never finds out whether Qliro already has the order.</summary>
    public static Task<HttpResponseMessage> NoDedupeOfCreation(Call call)
        => call.Partner == "Qliro" && call.Request.Method == HttpMethod.Get
            && call.Request.RequestUri!.Query.Contains("erchantReference", StringComparison.Ordinal)
            ? Task.FromResult(
                Call.Answer(HttpStatusCode.NotFound, """{"ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"none"}"""))
            : call.Go();

    /// <summary>Treats no answer as a refusal.</summary>
    public static async Task<HttpResponseMessage> UnknownIsFailed(Call call)
    {
        try
        {
            return await call.Go();
        }
        catch (HttpRequestException) when (call.IsOperation)
        {
            return Call.Answer(
                HttpStatusCode.BadRequest, """{"ErrorCode":"OPERATION_NOT_SUPPORTED","ErrorMessage":"no"}""");
        }
    }

    /// <summary>Adds a payment again when the answer to its addition was lost.</summary>
    public static async Task<HttpResponseMessage> PaymentPostedAgain(Call call)
    {
        if (call.Partner != "Norce" || call.Request.Method != HttpMethod.Post
            || !call.Path.EndsWith("/payments", StringComparison.Ordinal)) return await call.Go();
        try
        {
            return await call.Go();
        }
        catch (HttpRequestException)
        {
            return await call.Go();
        }
    }

    /// <summary>Repeats a charge that got no answer as if it were the first, under another reference.</summary>
    public static async Task<HttpResponseMessage> ChargedAgain(Call call)
    {
        try
        {
            return await call.Go();
        }
        catch (HttpRequestException) when (call.IsOperation
            && call.Path.EndsWith("merchantpayment", StringComparison.OrdinalIgnoreCase))
        {
            return await call.GoWith(body =>
            {
                body["RequestId"] = new Guid(call.World.Dice.Below(int.MaxValue), 3, 3, new byte[8]);
                body["MerchantReference"] = $"{(string)body["MerchantReference"]!}x";
            });
        }
    }

    /// <summary>Sends many calls where the circuit sees one.</summary>
    public static async Task<HttpResponseMessage> RepeatedBelowTheCircuit(Call call)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await call.Go();
            }
            catch (HttpRequestException lost) when (lost.HttpRequestError == HttpRequestError.ConnectionError
                && number < 8)
            {
                await call.World.Time.Pause(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <summary>Builds captures from the cart, where prices are not split as they were for Qliro.</summary>
    public static Task<HttpResponseMessage> PricesOfTheCart(Call call) => call.IsOperation
        && call.Path.EndsWith("MarkItemsAsShipped", StringComparison.OrdinalIgnoreCase)
        ? call.GoWith(body =>
        {
            foreach (
                var item in body["Shipments"]!.AsArray().SelectMany(shipment => shipment!["OrderItems"]!.AsArray()))
                item!["PricePerItemIncVat"] = Math.Round((decimal)item["PricePerItemIncVat"]!);
        })
        : call.Go();

    /// <summary>Does not recognise a paid order as paid when it is removed: Qliro's status is not read.</summary>
    public static async Task<HttpResponseMessage> PaidShownOpen(Call call)
    {
        var response = await call.Go();
        if (call.Partner != "Qliro" || call.Request.Method != HttpMethod.Get
            || !call.Path.Contains("/merchantapi/Orders/", StringComparison.OrdinalIgnoreCase)) return response;
        var body = await response.Content.ReadAsStringAsync();
        return Call.Answer(response.StatusCode, body.Replace("\"Completed\"", "\"InProcess\"", StringComparison.Ordinal)
            .Replace("\"completed\"", "\"inProcess\"", StringComparison.Ordinal));
    }
}
