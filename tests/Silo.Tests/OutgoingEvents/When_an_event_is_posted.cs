using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Polly.CircuitBreaker;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Tests;
using QliroAdapter.Tests.Webhooks;

namespace QliroAdapter.Silo.Tests.OutgoingEvents;

/// <summary>One event as its receiver sees it, and what counts as not taken.</summary>
public sealed class When_an_event_is_posted
{
    private const string First = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Second = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly EventToSend sent = new(
        PaymentKey.Of("acme", "se", "o1", "p1"),
        new()
        {
            Number = 3, Id = "evt_1", Type = "capture.completed", At = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
            State = "captured", Amount = 250m, Operation = 1, QliroOrderId = "42",
        },
        "SEK");

    /// <summary>The example of the published libraries of Standard Webhooks.</summary>
    [Fact]
    public void Should_sign_as_the_published_example()
        => EventSignature.Of(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""), [First])
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public async Task Should_be_verified_with_either_secret_by_a_receiver_that_knows_only_one()
    {
        await using var receiver = await Receiver.Start();
        using var client = Client(receiver.Url, First, Second);
        (await client.Send(sent, default)).ShouldBeNull();

        var got = receiver.Deliveries.ShouldHaveSingleItem();
        got.Id.ShouldBe("evt_1");
        var signatures = got.Signature.Split(' ');
        signatures.Length.ShouldBe(2);
        signatures[0].ShouldBe(Signed(got, First));
        signatures[1].ShouldBe(Signed(got, Second));
        (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Timestamp)))
            .ShouldBeLessThan(TimeSpan.FromMinutes(1));
        var body = JsonNode.Parse(got.Body)!;
        ((string)body["type"]!, (string)body["data"]!["orderId"]!, (int)body["data"]!["operation"]!)
            .ShouldBe(("capture.completed", "o1", 1));
    }

    [Theory]
    [InlineData(500, "It answered 500.")]
    [InlineData(404, "It answered 404.")]
    [InlineData(429, "It answered 429.")]
    [InlineData(302, "It redirects (302), which is not followed.")]
    [InlineData(308, "It redirects (308), which is not followed.")]
    public async Task Should_not_be_taken_by_another_answer_than_success(int status, string problem)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        using var client = Client(receiver.Url, First);
        (await client.Send(sent, default)).ShouldBe(problem);
        receiver.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_read_nothing_of_an_answer_without_end()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = async context =>
        {
            var part = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(part);
        };
        using var client = Client(receiver.Url, First);
        (await client.Send(sent, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_wait_no_longer_than_is_set()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        using var client = new EventClient(
            new() { Url = receiver.Url, Secrets = [First], TimeoutSeconds = 1, AllowPrivateAddresses = true },
            TimeProvider.System);
        (await client.Send(sent, default)).ShouldBe("It did not answer within 1 s.");
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/events")]
    [InlineData("https://localhost:1/events")]
    [InlineData("https://[::1]:1/events")]
    [InlineData("https://10.1.2.3/events")]
    [InlineData("https://169.254.169.254/events")]
    public async Task Should_reach_no_private_address_unless_that_is_allowed(string url)
    {
        using var client = new EventClient(
            new() { Url = url, Secrets = [First], TimeoutSeconds = 5 }, TimeProvider.System);
        (await client.Send(sent, default)).ShouldNotBeNull().ShouldContain("is a private address");
    }

    [Fact]
    public async Task Should_say_that_nobody_listens()
    {
        using var client = Client("http://127.0.0.1:9/events", First);
        (await client.Send(sent, default)).ShouldBe("It was not reached (ConnectionError).");
    }

    [Fact]
    public async Task Should_spare_a_receiver_that_fails_again_and_again()
    {
        var clock = new SimulatedTime();
        var circuit = ReceiverCircuit.Of(clock);
        for (var number = 0; number < ReceiverCircuit.FailuresMax; number++)
            (await circuit.ExecuteAsync(Answered("503"))).ShouldBe("503");

        await Should.ThrowAsync<BrokenCircuitException>(() => circuit.ExecuteAsync(Answered(null)).AsTask());
        clock.Advance(ReceiverCircuit.Pause);
        var trial = new TaskCompletionSource<string?>();
        var trying = circuit.ExecuteAsync(_ => new ValueTask<string?>(trial.Task)).AsTask();
        await Should.ThrowAsync<BrokenCircuitException>(
            () => circuit.ExecuteAsync(Answered(null)).AsTask(), "one trial at a time");
        trial.SetResult(null);
        (await trying).ShouldBeNull();
        (await circuit.ExecuteAsync(Answered(null))).ShouldBeNull();

        static Func<CancellationToken, ValueTask<string?>> Answered(string? problem) => _ => new(problem);
    }

    private static EventClient Client(string url, params string[] secrets)
        => new(Options(url, secrets), TimeProvider.System);

    private static EventOptions Options(string url, params string[] secrets)
        => new() { Url = url, Secrets = secrets, AllowPrivateAddresses = true };

    /// <summary>As a receiver computes it, from the published description alone.</summary>
    private static string Signed(ReceivedEvent got, string secret)
    {
        using var hash = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256, Convert.FromBase64String(secret["whsec_".Length..]));
        hash.AppendData(Encoding.ASCII.GetBytes(got.Id + "." + got.Timestamp + "."));
        hash.AppendData(got.Body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
