using System.Net;
using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront.Tests.Health;

public sealed class When_health_is_asked_for
{
    [Fact]
    public async Task Should_be_live_and_ready_when_store_and_engine_are()
    {
        await using var front = await RunningFront.Start();
        (await Body(front, "/health/live", HttpStatusCode.OK)).ShouldBe("""{"status":"live","failed":[]}""");
        (await Body(front, "/health/ready", HttpStatusCode.OK)).ShouldBe("""{"status":"ready","failed":[]}""");
    }

    [Fact]
    public async Task Should_name_what_stands_in_the_way()
    {
        await using var front = await RunningFront.Start();
        front.Records.IsReady = false;
        (await Failed(front)).ShouldBe(["engine"]);
        front.Records.Failure = new IOException("disk full");
        front.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Failed(front)).ShouldBe(["engine", "store"]);
        front.Records.IsReady = true;
        (await Failed(front)).ShouldBe(["store"]);
        (await Body(front, "/health/live", HttpStatusCode.OK)).ShouldContain("live");
    }

    [Fact]
    public async Task Should_stay_ready_and_say_so_when_a_partner_is_unavailable()
    {
        await using var front = await RunningFront.Start();
        front.Records.Hosts =
        [
            new() { Partner = "Norce", Host = "a", OpenSince = front.Clock.GetUtcNow() },
            new() { Partner = "Norce", Host = "b", OpenSince = front.Clock.GetUtcNow() },
            new() { Partner = "Qliro", Host = "c" },
        ];
        (await Body(front, "/health/ready", HttpStatusCode.OK))
            .ShouldBe("""{"status":"ready","failed":[],"away":["Norce"]}""");
    }

    [Fact]
    public async Task Should_tell_no_details_of_a_failure()
    {
        await using var front = await RunningFront.Start();
        front.Records.Failure = new IOException("disk full");
        (await Body(front, "/health/ready", HttpStatusCode.ServiceUnavailable)).ShouldNotContain("disk");
        front.Logs.Lines.ShouldContain(line => line.Id == 2400);
    }

    [Fact]
    public async Task Should_write_twenty_times_a_second_however_many_ask()
    {
        await using var front = await RunningFront.Start();
        var held = new TaskCompletionSource();
        front.Records.ProbeHeld = held.Task;
        var asked = Enumerable.Range(0, 20).Select(_ => Body(front, "/health/ready", HttpStatusCode.OK)).ToList();
        await Eventually.True(() => front.Records.Probes == 1);
        held.SetResult();
        await Task.WhenAll(asked);
        await Body(front, "/health/ready", HttpStatusCode.OK);
        front.Records.Probes.ShouldBe(1);

        front.Clock.Advance(TimeSpan.FromMilliseconds(50));
        await Body(front, "/health/ready", HttpStatusCode.OK);
        front.Records.Probes.ShouldBe(2);
    }

    [Fact]
    public async Task Should_log_a_store_that_stays_unready_once_a_minute()
    {
        await using var front = await RunningFront.Start();
        front.Records.Failure = new IOException("disk full");
        for (var second = 0; second < 100; second++)
        {
            await Body(front, "/health/ready", HttpStatusCode.ServiceUnavailable);
            front.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        front.Logs.Lines.Count(line => line.Id == 2400).ShouldBe(2);
    }

    private static async Task<IEnumerable<string>> Failed(RunningFront front)
        => JsonNode.Parse(await Body(front, "/health/ready", HttpStatusCode.ServiceUnavailable))!["failed"]!
            .AsArray().Select(part => part!.GetValue<string>());

    private static async Task<string> Body(RunningFront front, string path, HttpStatusCode status)
    {
        var response = await front.Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(status);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return await response.Content.ReadAsStringAsync();
    }
}
