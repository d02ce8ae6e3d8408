using System.Collections.Concurrent;
using System.Diagnostics;

namespace QliroAdapter.WebFront.Tests.Telemetry;

[Collection(Alone.Name)]
public sealed class When_secrets_pass_through
{
    private const string PersonalNumber = "198001011234";
    private const string Name = "Canary-Givenname";

    [Fact]
    public async Task Should_leave_none_in_logs_traces_metrics_and_errors()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = Listen(traced);
        await using var front = await RunningFront.Start();
        var token = front.CallbackToken();
        var answers = await CallEverything(front);
        front.Grains.Failure = new InvalidOperationException("unforeseen");
        answers += await CallEverything(front);
        front.Grains.Failure = null;
        front.Grains.Refusal = new() { Code = ErrorCodes.OrderConflict, Message = "Refused." };
        answers += await CallEverything(front);
        var metrics = await front.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var logs = string.Join('\n', front.Logs.Lines.Select(line => line.Text));
        traced.ShouldNotBeEmpty();
        logs.ShouldContain("OrderId=o1");

        foreach (var secret in (string[])
        [
            RunningFront.AccessToken, RunningFront.OtherAccessToken, RunningFront.OpsToken, RunningFront.Secret, token,
            PersonalNumber, Name, "canary-snippet",
        ])
        {
            logs.ShouldNotContain(secret);
            string.Join('\n', traced).ShouldNotContain(secret);
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
                if (route.Method == "POST")
                    call.Content = Calls.Json(Body);
                var response = await front.Client.SendAsync(call);
                if (!response.IsSuccessStatusCode)
                    answers += await response.Content.ReadAsStringAsync();
            }
            var unreadable = route.Call(front);
            if (route.Method == "POST")
                unreadable.Content = Calls.Json($"{{\"Customer\":\"{PersonalNumber}\",");
            var problem = await front.Client.SendAsync(unreadable);
            if (!problem.IsSuccessStatusCode)
                answers += await problem.Content.ReadAsStringAsync();
        }
        return answers;
    }

    private const string Body =
        $$"""
        {"OrderId":1,"Customer":{"PersonalNumber":"{{PersonalNumber}}","FirstName":"{{Name}}" },
         "BillingAddress":{"FirstName":"{{Name}}" },
         "customer":{"billing":{"givenName":"{{Name}}","nationalIdentificationNumber":"{{PersonalNumber}}" } } }
        """;

    private static ActivityListener Listen(ConcurrentQueue<string> traced)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} "
                + string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))
                + string.Join(' ', activity.Baggage.Select(item => $"{item.Key}={item.Value}"))
                + string.Join(' ', activity.Events.SelectMany(one => one.Tags).Select(tag => $"{tag.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
