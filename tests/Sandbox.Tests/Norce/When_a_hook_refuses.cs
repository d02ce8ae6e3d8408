namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_a_hook_refuses : NorceSituation
{
    [Fact]
    public async Task Should_not_commit_the_change()
    {
        await AddPayment();
        await AddHook("/cart");
        Adapter.Answer = (_, _) => (400, "{}");

        var answer = await Norce.ChangeQuantity(OrderId, 0, 3);

        answer.Status.ShouldBe(400);
        ((string)answer.Json!["code"]!).ShouldBe("order-validation");
        Total.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_treat_silence_as_a_refusal()
    {
        await AddHook("/cart");
        var never = new TaskCompletionSource();
        Adapter.Silence = never.Task;

        var change = Norce.ChangeQuantity(OrderId, 0, 3);
        while (Adapter.Calls.Count == 0) await Task.Yield();
        Clock.Advance(TimeSpan.FromSeconds(10));

        (await change).Status.ShouldBe(400);
        Total.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_refuse_a_state_change_too()
    {
        await AddHook("/state");
        Adapter.Answer = (_, _) => (400, "{}");

        (await Norce.ChangeState(OrderId, "processing")).Status.ShouldBe(400);

        Norce.Status(OrderId).ShouldBe("checkout");
        Norce.Transitions(OrderId).ShouldBe(["checkout"]);
    }
}
