using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

/// <summary>The documents of channels that Orleans' storage keeps beside the payments.</summary>
public abstract partial class PaymentStoreContract<THome>
{
    private const string ApiSecret = "a-secret-of-the-shop";
    private const string ClearDocument = $$"""{"merchantApiSecret":"{{ApiSecret}}"}""";

    [Fact]
    public async Task Should_have_kept_documents_sealed_anew()
    {
        var (old, young) = (NewKey(), NewKey());
        await Keep("acme/sealed", Sealed("acme/sealed", old));
        await Keep("acme/current", Sealed("acme/current", young));
        await Keep("acme/clear", $$"""{"document":{{JsonValue.Create(ClearDocument).ToJsonString()}},"readAt":"2026-03-14T12:00:00Z"}""");
        await Keep("acme/gone", """{"changes":[]}""");
        var current = await Kept("acme/current");
        var lines = new List<string>();
        (await Rotate(KeysOf(young, old), lines, isDryRun: true)).ShouldBeFalse();
        lines.ShouldContain("2 documents of channels are not under the first key");
        (await Kept("acme/clear")).ShouldContain(ApiSecret);

        (await Rotate(KeysOf(young, old), lines)).ShouldBeTrue(string.Join('\n', lines));

        foreach (var channel in (string[])["acme/sealed", "acme/clear", "acme/current"])
        {
            var state = JsonNode.Parse(await Kept(channel))!;
            state["document"].ShouldBeNull();
            KeysOf(young).Open((string)state["sealed"]!, channel).ShouldBe(ClearDocument);
        }
        (await Kept("acme/clear")).ShouldContain("readAt");
        (await Kept("acme/current")).ShouldBe(current, "and its row was not written");
        (await Kept("acme/gone")).ShouldBe("""{"changes":[]}""");
        (await home.Execute("select sum(version) from grain_state")).ShouldBe(6L, "a grain that writes meanwhile notices");
        lines.Clear();
        (await Rotate(KeysOf(young), lines, isDryRun: true)).ShouldBeTrue();
        lines.ShouldContain("0 documents of channels are not under the first key");
    }

    [Fact]
    public async Task Should_say_which_kept_document_nobody_can_open()
    {
        await Keep("acme/lost", Sealed("acme/lost", NewKey()));
        var moved = NewKey();
        await Keep("acme/moved", Sealed("acme/another", moved));
        var lines = new List<string>();

        (await Rotate(KeysOf(NewKey(), moved), lines)).ShouldBeFalse();

        lines.Count(line => line.StartsWith("left: the document of acme/", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static string Sealed(string channel, string key)
        => new JsonObject { ["sealed"] = KeysOf(key).Seal(ClearDocument, channel) }.ToJsonString();

    private bool IsPostgres => home.Place.Postgres.ConnectionString.Length > 0;

    private async Task Keep(string channel, string state)
    {
        using var script = new StreamReader(typeof(A).Assembly.GetManifestResourceStream(
            (IsPostgres ? "postgres" : "sqlite") + "/orleans.sql")!);
        await home.Execute(await script.ReadToEndAsync(Cancellation));
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(state));
        await home.Execute($"insert into grain_state values ('service', '{ChannelState.Name}', 0, 0, '{channel}', 1, "
            + (IsPostgres ? $@"'\x{hex}'" : $"x'{hex}'") + ")");
    }

    private async Task<string> Kept(string channel) => Encoding.UTF8.GetString((byte[])(await home.Execute(
        $"select payload from grain_state where grain_id_extension = '{channel}'"))!);
}
