using System.Net;
using System.Text.Json;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>The commands against a real front: what they send, print and end with.</summary>
public sealed class When_payments_are_commanded
{
    private const string Key = "norce/1/o1/p1";
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_list_as_the_console_does()
    {
        await using var front = await Started();
        var (code, output, _) = await Get(front, "ops/api/payments?state=reserved");
        code.ShouldBe(PaymentExit.Done);
        var payments = JsonDocument.Parse(output).RootElement.GetProperty("payments");
        payments.EnumerateArray().ShouldHaveSingleItem().GetProperty("key").GetString().ShouldBe(Key);
        (await Get(front, "ops/api/payments?state=captured")).Output.ShouldContain("\"payments\": []");
    }

    [Fact]
    public async Task Should_say_why_a_list_is_empty()
    {
        await using var front = await Started();
        var (code, output, _) = await Get(front, "ops/api/payments?state=bogus");
        code.ShouldBe(PaymentExit.Refused);
        output.ShouldContain("There is no state \\u0027bogus\\u0027.");
        (code, output, _) = await Get(front, "ops/api/payments?text=anna%40shop.se");
        code.ShouldBe(PaymentExit.Done);
        output.ShouldContain("Adapter:EmailHashKey is not set");
        (await Get(front, "ops/api/payments?text=o1")).Output.ShouldNotContain("whyNothing");
    }

    [Fact]
    public async Task Should_show_and_export_a_payment()
    {
        await using var front = await Started();
        front.Records.Timelines[Key] = [new() { Sequence = 1, At = at, Kind = "decision", Summary = "=1+1, \"so\"" }];
        (await Get(front, $"ops/api/payment{Query}")).Output.ShouldContain("\"timeline\"");
        var (code, csv, _) = await Get(front, $"ops/payment/export{Query}&format=csv");
        code.ShouldBe(PaymentExit.Done);
        csv.Split("\r\n")[0].ShouldBe("section,at,what,status,amount,currency,detail");
        // A spreadsheet must not take it for a formula.
        csv.ShouldContain("timeline,2025-11-20T08:00:00.000Z,decision,,,,\"'=1+1, \"\"so\"\"\"");
    }

    [Fact]
    public async Task Should_say_what_would_be_done_and_do_it_with_the_tokens_name()
    {
        await using var front = await Started();
        (await Get(front, $"ops/api/payment/hold{Query}")).Output.ShouldContain("The outbox would wait.");
        front.Grains.Last.Message.ShouldBe(new PreviewAction { Kind = OperatorActionKind.Hold });

        var (code, output, _) = await Post(front, $"ops/api/payment/hold{Query}", "the bank asks");
        code.ShouldBe(PaymentExit.Done);
        output.ShouldContain("\"done\": \"hold\"");
        front.Grains.Last.ShouldBe(
            (Key, new OperatorAction { Kind = OperatorActionKind.Hold, By = "ops-0", Reason = "the bank asks" }));
    }

    [Fact]
    public async Task Should_end_with_3_when_it_was_refused()
    {
        await using var front = await Started();
        front.Grains.Refusal = new() { Code = "payment-conflict", Message = "Payment p1 is not held; nothing was done." };
        var (code, output, _) = await Post(front, $"ops/api/payment/release{Query}", "why");
        code.ShouldBe(PaymentExit.Refused);
        output.ShouldContain("Payment p1 is not held; nothing was done.");
        front.Grains.Refusal = null;
        (await Post(front, $"ops/api/payment/release{Query}", " ")).Code.ShouldBe(PaymentExit.Refused);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("resume")]
    public async Task Should_end_with_3_when_there_is_nothing_to_do_and_send_nothing(string action)
    {
        await using var front = await Started();
        front.Grains.Steps = new() { Steps = [], WhyNot = "Nothing of payment p1 is parked." };
        var (code, output, _) = await Post(front, $"ops/api/payment/{action}{Query}", "why");
        code.ShouldBe(PaymentExit.Refused);
        output.ShouldContain("\"code\": \"payment-conflict\"");
        output.ShouldContain("Nothing of payment p1 is parked.");
        front.Grains.Messages.ShouldAllBe(sent => sent.Message is PreviewAction);
    }

    [Fact]
    public async Task Should_end_a_dry_run_with_3_when_it_would_be_refused()
    {
        await using var front = await Started();
        (await Get(front, $"ops/api/payment/retry{Query}")).Code.ShouldBe(PaymentExit.Done);
        front.Grains.Steps = new() { Steps = [], WhyNot = "The outbox of payment p1 has nothing to try." };
        foreach (var action in OpsAction.All)
        {
            var (code, output, _) = await Get(front, $"ops/api/payment/{action.Name}{Query}");
            code.ShouldBe(PaymentExit.Refused, action.Name);
            output.ShouldContain("\"whyNot\": \"The outbox of payment p1 has nothing to try.\"");
        }
        (await Get(front, $"ops/api/payment/callback{Query}&id=1")).Code.ShouldBe(PaymentExit.Refused);
    }

    [Fact]
    public async Task Should_end_with_4_for_a_payment_that_there_is_not()
    {
        await using var front = await Started();
        (await Get(front, "ops/api/payment?key=norce%2F1%2Fo1%2Fnone")).Code.ShouldBe(PaymentExit.NotFound);
        (await Get(front, "ops/api/payment?key=nonsense")).Code.ShouldBe(PaymentExit.NotFound);
        (await Post(front, "ops/api/payment/hold?key=nonsense", "why")).Code.ShouldBe(PaymentExit.NotFound);
    }

    [Fact]
    public async Task Should_end_with_77_when_the_token_is_wrong_or_may_only_look()
    {
        await using var front = await Started();
        var (code, output, errors) = await Get(front, $"ops/api/payment{Query}", "no-token");
        (code, output).ShouldBe((PaymentExit.NotAllowed, ""));
        errors.ShouldContain("ADAPTER_OPS_TOKEN is not one of Ops:AccessTokens.");
        (await Get(front, $"ops/api/payment{Query}", "anna-looks")).Code.ShouldBe(PaymentExit.Done);
        (await Post(front, $"ops/api/payment/hold{Query}", "why", "anna-looks")).Code.ShouldBe(PaymentExit.NotAllowed);
        front.Grains.Messages.ShouldAllBe(sent => sent.Message is ShowOutbox);
    }

    [Fact]
    public async Task Should_end_with_69_when_nothing_answers()
    {
        var (code, _, errors) = await Run(
            new("http://127.0.0.1:1/"), "token", client => client.Get("ops/api/payments?", default));
        code.ShouldBe(PaymentExit.NotReached);
        errors.ShouldContain("http://127.0.0.1:1/ was not reached");
    }

    [Theory]
    [InlineData("payments", "list")]
    [InlineData("payments", "show")]
    [InlineData("payments", "retry")]
    [InlineData("payments", "resume")]
    [InlineData("payments", "reconcile")]
    [InlineData("payments", "hold")]
    [InlineData("payments", "release")]
    [InlineData("payments", "callbacks")]
    [InlineData("payments", "replay")]
    [InlineData("payments", "resend-events")]
    [InlineData("payments", "end")]
    [InlineData("payments", "export")]
    public void Should_be_known_commands(params string[] words)
    {
        var command = AdapterCommands.Root().Subcommands.Single(one => one.Name == words[0]);
        command.Subcommands.ShouldContain(one => one.Name == words[1]);
        command.Description!.ShouldContain("running service");
    }

    [Theory]
    [InlineData("payments hold norce/1/o1/p1", "--reason")]
    [InlineData("payments end norce/1/o1/p1 --reason why", "--how")]
    [InlineData("payments end norce/1/o1/p1 --reason why --how erase", "erase")]
    [InlineData("payments show", "key")]
    public void Should_say_what_is_missing(string line, string missing)
        => AdapterCommands.Root().Parse(line).Errors.ShouldHaveSingleItem().Message.ShouldContain(missing);

    [Fact]
    public async Task Should_run_as_the_program()
    {
        await using var front = await Started();
        var url = front.Client.BaseAddress!.ToString();
        using var hold = new AdapterAsProcess(
            new Dictionary<string, string?> { ["ADAPTER_OPS_TOKEN"] = RunningFront.OpsToken, ["ADAPTER_OPS_URL"] = url },
            args: ["payments", "hold", Key, "--reason", "the bank asks"]);
        (await hold.ExitCode()).ShouldBe(0, string.Join('\n', await hold.ErrorLines()));
        front.Grains.Last.Message.ShouldBe(
            new OperatorAction { Kind = OperatorActionKind.Hold, By = "ops-0", Reason = "the bank asks" });
        using var lost = new AdapterAsProcess(
            new Dictionary<string, string?>(), args: ["payments", "list", "--url", url]);
        (await lost.ExitCode()).ShouldBe(PaymentExit.WrongSettings);
    }

    [Fact]
    public async Task Should_print_no_password_of_a_url()
    {
        using var asked = new AdapterAsProcess(
            new Dictionary<string, string?> { ["ADAPTER_OPS_TOKEN"] = "a-token" },
            args: ["payments", "list", "--url", "http://anna:a-password@127.0.0.1:1"]);
        (await asked.ExitCode()).ShouldBe(PaymentExit.WrongSettings);
        var said = string.Join('\n', await asked.ErrorLines());
        said.ShouldContain("must hold no user and no password");
        said.ShouldNotContain("a-password");
    }

    private static Task<(int Code, string Output, string Errors)> Get(
        RunningFront front, string path, string token = RunningFront.OpsToken)
        => Run(front.Client.BaseAddress!, token, client => client.Get(path, default));

    private static Task<(int Code, string Output, string Errors)> Post(
        RunningFront front, string path, string reason, string token = RunningFront.OpsToken)
        => Run(front.Client.BaseAddress!, token, client => client.Post(path, reason, default));

    private static async Task<(int Code, string Output, string Errors)> Run(
        Uri service, string token, Func<OpsClient, Task<int>> call)
    {
        using var client = new HttpClient { BaseAddress = service };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await call(new(client, output, errors));
        return (code, output.ToString().TrimEnd(), errors.ToString());
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", "anna-looks"),
            ("Ops:AccessTokens:1:Role", "read"));
        front.Records.Payments.Add(new()
        {
            Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", QliroOrderId = "4000123",
            State = "reserved", Version = 3, OutboxEntries = 0, UpdatedAt = at, Amount = new(250m, "SEK"),
        });
        return front;
    }
}
