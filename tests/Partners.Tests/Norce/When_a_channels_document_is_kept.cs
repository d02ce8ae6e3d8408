using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Store;

namespace QliroAdapter.Partners.Tests.Norce;

/// <summary>The channel's grain between the Configuration API, the store, and the nodes that ask it.</summary>
public sealed class When_a_channels_document_is_kept
{
    private const string Document =
        """
        {"apiUrl":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S",
         "confirmationUrl":"https://s/c","termsUrl":"https://s/t"}
        """;

    private static readonly string changed = Document.Replace("\"K\"", "\"K2\"", StringComparison.Ordinal);
    private static readonly string key = Partner.Order.ChannelKey.ToString();

    private readonly SimulatedTime clock = new();
    private readonly StubPartner api = new();
    private readonly StateShelf<ChannelState> shelf = new();
    private readonly SaidLogger<ChannelGrain> logger = new();

    private DateTimeOffset Now => clock.GetUtcNow();

    [Fact]
    public async Task Should_read_the_api_once_a_minute_for_all_who_ask()
    {
        api.Answers(200, Document).Answers(200, changed);
        var grain = Activate();

        (await Ask(grain)).GoodFor.ShouldBe(TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(59));
        var same = await Ask(grain);
        api.Requests.Count.ShouldBe(1);
        (same.Document, same.GoodFor).ShouldBe((Masked.Of(Document), TimeSpan.FromSeconds(1)));
        clock.Advance(TimeSpan.FromSeconds(1));

        (await Ask(grain)).Document.ShouldBe(Masked.Of(changed));
        api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_share_one_call_between_all_who_come_while_it_reads()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        api.Does(_ => answer.Task);
        var mailbox = new Mailbox(() => Activate()).As<IChannelGrain>();

        var nodes = Enumerable.Range(0, 3).Select(_ => mailbox.GetConfiguration(new())).ToList();
        answer.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Document) });

        foreach (var node in nodes) (await node).Document.ShouldBe(Masked.Of(Document));
        api.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(500, "")]
    [InlineData(401, "")]
    [InlineData(403, "")]
    [InlineData(200, "<html>a proxy speaks</html>")]
    [InlineData(200, "{}")]
    [InlineData(404, "")]
    [InlineData(404, "<html>a proxy speaks</html>")]
    public async Task Should_go_on_with_the_last_good_one_while_the_api_gives_no_answer(int status, string body)
    {
        api.Answers(200, Document).Answers(status, body);
        var grain = Activate();
        var readAt = (await Ask(grain)).ReadAt;
        clock.Advance(TimeSpan.FromHours(1));

        await Ask(grain);
        var kept = await Ask(grain);

        (kept.Document, kept.Error, kept.ReadAt).ShouldBe((Masked.Of(Document), null, readAt));
        kept.UnavailableSince.ShouldNotBeNull();
        kept.GoodFor.ShouldBeGreaterThan(TimeSpan.FromSeconds(50));
    }

    [Theory]
    [InlineData(404, """{"code":"not-found"}""", ErrorCodes.ConfigurationNotFound)]
    [InlineData(200, """{"active":false}""", ErrorCodes.ConfigurationError)]
    public async Task Should_let_go_of_it_when_the_api_says_otherwise(int status, string body, string code)
    {
        api.Answers(200, Document).Answers(status, body).Answers(503);
        var grain = Activate();
        await Ask(grain);
        clock.Advance(TimeSpan.FromMinutes(1));

        var gone = await Ask(grain);
        (gone.Document, gone.Error!.Code, gone.UnavailableSince).ShouldBe((null, code, null));
        shelf[key]!.Document.ShouldBeNull();

        (await Ask(grain)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
        (await Ask(Activate())).Document.ShouldBeNull();
    }

    [Fact]
    public async Task Should_tell_what_changed_and_when_without_values_also_after_a_restart()
    {
        var more = changed.Replace("{\"apiUrl\"", "{\"options\":{\"recurring\":true},\"apiUrl\"", StringComparison.Ordinal);
        api.Answers(200, Document).Answers(200, changed).Answers(404, """{"code":"not-found"}""").Answers(200, more)
            .Answers(200, more);
        var grain = Activate();
        (await Ask(grain)).Changes.ShouldBeEmpty();
        var noticed = new List<DateTimeOffset>();
        for (var change = 0; change < 3; change++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            noticed.Insert(0, Now);
            await Ask(grain);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        var changes = (await Ask(Activate())).Changes;

        changes.Select(change => change.At).ShouldBe(noticed);
        changes.SelectMany(change => change.What).ShouldBe(
            ["the whole document: there again", "the whole document: gone, inactive or invalid", "merchantApiKey"]);
    }

    [Fact]
    public async Task Should_remember_a_bounded_number_of_changes()
    {
        var grain = Activate();
        for (var number = 0; number < ChannelState.ChangesMax + 5; number++)
        {
            api.Answers(200, Document.Replace("\"K\"", $"\"K{number}\"", StringComparison.Ordinal));
            await Ask(grain);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        shelf[key]!.Changes.Count.ShouldBe(ChannelState.ChangesMax);
        System.Text.Json.JsonSerializer.Serialize(shelf[key]!.Changes).ShouldNotContain("K1");
    }

    [Fact]
    public async Task Should_serve_for_as_long_as_the_setting_says()
    {
        api.Answers(200, Document).Answers(503);
        var grain = Activate();
        await Ask(grain);

        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(20));
        (await Ask(grain)).Document.ShouldNotBeNull();
        clock.Advance(TimeSpan.FromMinutes(2));

        var outlived = await Ask(grain);
        (outlived.Document, outlived.Error!.Code).ShouldBe((null, ErrorCodes.ConfigurationError));
        logger.Entries.ShouldBe([(LogLevel.Warning, 8200), (LogLevel.Error, 8202)]);
        logger.Text.ShouldNotContain("merchantApiSecret");
    }

    [Fact]
    public async Task Should_serve_after_a_restart_in_the_outage()
    {
        api.Answers(200, Document).Answers(503);
        var readAt = (await Ask(Activate())).ReadAt;
        clock.Advance(TimeSpan.FromHours(1));

        var restarted = Activate();
        await Ask(restarted);
        var kept = await Ask(restarted);

        (kept.Document, kept.ReadAt).ShouldBe((Masked.Of(Document), readAt));
        kept.UnavailableSince.ShouldNotBeNull();
        clock.Advance(TimeSpan.FromHours(23));
        (await Ask(restarted)).Document.ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_nobody_waiting_for_a_silent_api_when_a_good_one_is_known()
    {
        api.Answers(200, Document);
        await Ask(Activate());
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        api.Does(_ => answer.Task);

        var restarted = Activate();
        var asked = restarted.GetConfiguration(new());
        asked.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var kept = await asked;
        (kept.Document, kept.GoodFor, kept.UnavailableSince)
            .ShouldBe((Masked.Of(Document), TimeSpan.FromSeconds(2), null));
        answer.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new StringContent(changed) });
        (await Ask(restarted)).Document.ShouldBe(Masked.Of(changed));
        api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_serve_though_the_store_is_unavailable_and_store_it_later()
    {
        api.Answers(200, Document);
        var grain = Activate();
        shelf.IsUnavailable = true;

        (await Ask(grain)).Document.ShouldBe(Masked.Of(Document));
        logger.Entries.ShouldBe([(LogLevel.Warning, 8203)]);
        shelf.IsUnavailable = false;
        shelf[key].ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(1));
        await Ask(grain);

        shelf[key]!.Document.ShouldBe(Document);
    }

    [Fact]
    public async Task Should_decide_again_when_another_activation_wrote_first()
    {
        api.Answers(200, Document).Answers(200, changed).Answers(200, changed);
        var (first, second) = (Activate(), Activate());

        await Ask(first);
        await Ask(second);
        shelf[key]!.Document.ShouldBe(changed);
        clock.Advance(TimeSpan.FromMinutes(1));

        (await Ask(first)).Document.ShouldBe(Masked.Of(changed));
        shelf.Writes.ShouldBe(2);
        logger.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_write_only_what_has_changed_or_grown_old()
    {
        api.Answers(200, Document);
        var grain = Activate();

        for (var minute = 0; minute < 10; minute++)
        {
            await Ask(grain);
            shelf.Writes.ShouldBe(1);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        await Ask(grain);
        shelf.Writes.ShouldBe(2);
        api.Answers(200, changed);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Ask(grain);

        shelf.Writes.ShouldBe(3);
        (shelf[key]!.Document, shelf[key]!.ReadAt).ShouldBe((changed, Now));
    }

    [Fact]
    public async Task Should_say_once_that_the_api_is_unavailable_and_once_that_it_is_back()
    {
        api.Answers(200, Document).Answers(401).Answers(401).Answers(200, Document);
        var grain = Activate();

        for (var minute = 0; minute < 4; minute++)
        {
            await Ask(grain);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        logger.Entries.ShouldBe([(LogLevel.Warning, 8200), (LogLevel.Information, 8201)]);
        (await Ask(grain)).UnavailableSince.ShouldBeNull();
    }

    [Fact]
    public async Task Should_be_stored_sealed_when_there_are_data_keys_and_be_read_back()
    {
        var dataKey = NewKey();
        api.Answers(200, Document).Answers(503);
        await Ask(Activate(dataKey));

        var stored = shelf[key]!;
        stored.Document.ShouldBeNull();
        System.Text.Json.JsonSerializer.Serialize(stored).ShouldNotContain("merchantApiSecret");
        var vault = new ChannelVault(KeysOf(dataKey));
        vault.Open(stored, Partner.Order.ChannelKey, out _)!.Document.ShouldBe(Document);
        vault.Open(stored, new("acme", "another"), out var why).ShouldBeNull("it is bound to its channel");
        why.ShouldNotBeNull();

        (await Ask(Activate(dataKey))).Document.ShouldBe(Masked.Of(Document));
        shelf.Writes.ShouldBe(1);
        (await Ask(Activate(NewKey(), dataKey))).Document.ShouldBe(Masked.Of(Document), "whichever key is first");
    }

    /// <summary>One in clear, and one under another key.</summary>
    [Fact]
    public async Task Should_be_sealed_anew_with_the_next_read()
    {
        var (old, young) = (NewKey(), NewKey());
        api.Answers(200, Document).Answers(200, Document).Answers(200, Document).Answers(200, Document);
        await Ask(Activate());
        shelf[key]!.Document.ShouldBe(Document);

        (await Ask(Activate(old))).Document.ShouldBe(Masked.Of(Document));
        KeysOf(old).Open(shelf[key]!.Sealed!, key).ShouldBe(Document);
        (await Ask(Activate(young, old))).Document.ShouldBe(Masked.Of(Document));
        KeysOf(young).Open(shelf[key]!.Sealed!, key).ShouldBe(Document);
        shelf[key]!.Document.ShouldBeNull();
    }

    [Fact]
    public async Task Should_be_read_again_when_nobody_can_open_it()
    {
        api.Answers(200, Document).Answers(503);
        await Ask(Activate(NewKey()));
        var lost = Activate(NewKey());

        (await Ask(lost)).Error!.Code.ShouldBe(ErrorCodes.ConfigurationError);
        logger.Entries.ShouldContain((LogLevel.Warning, 8204));
        api.Answers(200, Document);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await Ask(lost)).Document.ShouldBe(Masked.Of(Document));
    }

    private static string NewKey()
        => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    private static DataKeys KeysOf(string dataKey) => new(Options.Create(new KeyOptions { DataKeys = [dataKey] }));

    private ChannelGrain Activate(params string[] dataKeys)
        => Partner.Channel(api, clock, shelf, logger: logger, dataKeys: dataKeys);

    /// <summary>The clock moves during the call, because a failed read is repeated after pauses.</summary>
    private Task<ChannelDocument> Ask(ChannelGrain grain) => clock.Finish(grain.GetConfiguration(new()));
}
