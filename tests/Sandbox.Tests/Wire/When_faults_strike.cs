using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Tests.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests.Wire;

public sealed class When_faults_strike : NorceSituation
{
    private Task<(int Status, JsonNode? Body)> Write()
        => Norce.Norce("PUT", $"/{OrderId}/reference", JsonValue.Create("R-1"));

    private string? Reference => (string?)Norce.Order(OrderId)["reference"];

    [Fact]
    public async Task Should_answer_in_the_operations_place_as_often_as_told()
    {
        Norce.Faults.On("PUT", "/reference").Answer(409, """{"code":"order-conflict"}""", times: 2);

        (await Write()).Status.ShouldBe(409);
        (await Write()).Status.ShouldBe(409);
        Reference.ShouldBeNull();
        (await Write()).Status.ShouldBe(200);
        Norce.Log.Writes.Select(one => one.Executed).ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task Should_lose_the_answer_but_not_the_work()
    {
        Norce.Faults.On("PUT", "/reference").LoseAnswer();
        await Should.ThrowAsync<HttpRequestException>(Write());
        Reference.ShouldBe("R-1");
    }

    [Fact]
    public async Task Should_lose_the_request_with_its_work()
    {
        Norce.Faults.On("PUT", "/reference").LoseRequest();
        await Should.ThrowAsync<HttpRequestException>(Write());
        Reference.ShouldBeNull();
    }

    [Fact]
    public async Task Should_accept_first_and_work_later()
    {
        var fault = Norce.Faults.On("PUT", "/state").AcceptFirst();
        (await Norce.Norce("PUT", $"/{OrderId}/state",
            new JsonObject { ["currentStatus"] = "processing" })).Status.ShouldBe(202);
        Norce.Status(OrderId).ShouldBe("checkout");

        fault.Release();
        await Norce.FinishAccepted();

        Norce.Status(OrderId).ShouldBe("processing");
    }

    [Fact]
    public async Task Should_wait_by_the_clock()
    {
        Norce.Faults.On("*", "/reference").Delay(TimeSpan.FromSeconds(6));
        var writing = Write();
        Clock.Advance(TimeSpan.FromSeconds(5));
        writing.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await writing).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_be_down_until_it_comes_up()
    {
        Norce.Faults.GoDown();
        (await Write()).Status.ShouldBe(503);
        Norce.Faults.GoDown(Outage.Unreachable);
        await Should.ThrowAsync<HttpRequestException>(Write());
        Norce.Faults.ComeUp();
        (await Write()).Status.ShouldBe(200);
    }
}
