using QliroAdapter.Tests.Telemetry;

namespace QliroAdapter.WebFront.Tests.Telemetry;

[Collection(Alone.Name)]
public sealed class When_secrets_pass_through
{
    // Settings of the environment, and what would be sent with them.
    private static readonly (string Key, string? Value)[] wholeUrls =
    [
        ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"),
        ("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true"),
    ];

    private const string PersonalNumber = "198001011234";
    private const string Name = "Canary-Givenname";

    [Fact]
    public async Task Should_leave_none_in_logs_traces_metrics_and_errors()
    {
        await using var collector = await Collector.Start();
        var front = await RunningFront.Start([.. collector.Settings, .. wholeUrls]);
        var token = front.CallbackToken();
        var answers = await CallEverything(front);
        front.Grains.Failure = new InvalidOperationException("unforeseen");
        answers += await CallEverything(front);
        front.Grains.Failure = null;
        front.Grains.Refusal = new() { Code = ErrorCodes.OrderConflict, Message = "Refused." };
        answers += await CallEverything(front);
        var metrics = await front.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var logs = string.Join('\n', front.Logs.Lines.Select(line => line.Text));
        await front.DisposeAsync();
        var traced = collector.Text;
        traced.ShouldContain("/api/checkout/v1/callback/orders/{order_id}/payments/{payment_id}/push");
        traced.ShouldContain("/api/checkout/v1/callback/orders/o1/payments/p1/push");
        logs.ShouldContain("OrderId=o1");

        foreach (var secret in (string[])
        [
            RunningFront.AccessToken, RunningFront.OtherAccessToken, RunningFront.OpsToken, RunningFront.Secret, token,
            PersonalNumber, Name, "canary-snippet",
        ])
        {
            logs.ShouldNotContain(secret);
            traced.ShouldNotContain(secret);
            metrics.ShouldNotContain(secret);
            answers.ShouldNotContain(secret);
        }
    }

    private static async Task<string> CallEverything(RunningFront front)
    {
        var answers = "";
        foreach (var route in Route.All)
        {
            foreach (var bearer in (string[])[RunningFront.AccessToken, RunningFront.OtherAccessToken + "x"])
            {
                var call = route.Call(front, bearer: bearer);
                if (route.Method == "POST") call.Content = Calls.Json(Body);
                var response = await front.Client.SendAsync(call);
                if (!response.IsSuccessStatusCode) answers += await response.Content.ReadAsStringAsync();
            }
            var unreadable = route.Call(front);
            if (route.Method == "POST") unreadable.Content = Calls.Json($"{{\"Customer\":\"{PersonalNumber}\",");
            var problem = await front.Client.SendAsync(unreadable);
            if (!problem.IsSuccessStatusCode) answers += await problem.Content.ReadAsStringAsync();
        }
        return answers;
    }

    private const string Body =
        $$"""
        {"OrderId":1,"Customer":{"PersonalNumber":"{{PersonalNumber}}","FirstName":"{{Name}}" },
         "BillingAddress":{"FirstName":"{{Name}}" },
         "customer":{"billing":{"givenName":"{{Name}}","nationalIdentificationNumber":"{{PersonalNumber}}" } } }
        """;
}
