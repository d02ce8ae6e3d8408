using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>
/// What Orleans' storage provider requires of a database, and the version fence that it leaves to us.
/// </summary>
public abstract class GrainStateContract : IAsyncLifetime
{
    private ProviderStatements statements = null!;

    public async ValueTask InitializeAsync() => statements = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new database to which the script was applied twice, because it must be repeatable.</summary>
    private protected abstract Task<ProviderStatements> Open();

    private protected abstract Task Close();

    [Fact]
    public void Should_have_every_statement_that_is_asked_for()
        => new[] { "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey", "DeleteStorageKey" }
            .Except(statements.Names, StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public async Task Should_find_nothing_where_nothing_is() => (await Read(Grain("g"))).ShouldBeNull();

    [Fact]
    public async Task Should_keep_what_was_written_last()
    {
        (await Write(Grain("g"), null, "first")).ShouldBe(1);
        (await Read(Grain("g"))).ShouldBe((1, "first"));
        (await Write(Grain("g"), 1, "second")).ShouldBe(2);
        (await Read(Grain("g"))).ShouldBe((2, "second"));
    }

    [Fact]
    public async Task Should_refuse_what_was_decided_on_another_version()
    {
        (await Write(Grain("g"), 1, "first")).ShouldBeNull("there is none");
        (await Read(Grain("g"))).ShouldBeNull();
        await Write(Grain("g"), null, "first");
        (await Write(Grain("g"), null, "second")).ShouldBeNull("there is one");
        (await Write(Grain("g"), 2, "second")).ShouldBeNull("it is not there yet");
        (await Change("ClearStorageKey", Grain("g"), 2)).ShouldBeNull();
        (await Change("DeleteStorageKey", Grain("g"), 2)).ShouldBeNull();
        (await Change("DeleteStorageKey", Grain("g"), null)).ShouldBeNull();
        (await Read(Grain("g"))).ShouldBe((1, "first"));
    }

    [Theory]
    [InlineData("shop/se")]
    [InlineData(null)]
    public async Task Should_let_one_of_many_first_writers_and_of_many_later_ones_win(string? extension)
    {
        for (var version = 0; version < 10; version++)
        {
            var expected = version == 0 ? (int?)null : version;
            var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                writer => Task.Run(() => Write(Grain(extension), expected, $"{writer}"))));

            written.Count(taken => taken is not null).ShouldBe(1);
            var winner = Array.FindIndex(written, taken => taken is not null);
            written[winner].ShouldBe(version + 1);
            (await Read(Grain(extension))).ShouldBe((version + 1, $"{winner}"));
        }
    }

    [Fact]
    public async Task Should_count_on_after_a_state_is_cleared()
    {
        await Write(Grain("g"), null, "first");
        (await Change("ClearStorageKey", Grain("g"), 1)).ShouldBe(2);
        (await Read(Grain("g"))).ShouldBe((2, null));
        (await Write(Grain("g"), null, "first")).ShouldBeNull();
        (await Write(Grain("g"), 2, "second")).ShouldBe(3);
        (await Read(Grain("g"))).ShouldBe((3, "second"));
    }

    [Fact]
    public async Task Should_begin_anew_after_a_state_is_deleted()
    {
        await Write(Grain("g"), null, "first");
        (await Change("DeleteStorageKey", Grain("g"), 1)).ShouldBe(2);
        (await Read(Grain("g"))).ShouldBeNull();
        (await Write(Grain("g"), 1, "first")).ShouldBeNull();
        (await Write(Grain("g"), null, "second")).ShouldBe(1);
    }

    // Every part that makes it another grain; the hashes are the provider's own and are equal here.
    [Fact]
    public async Task Should_keep_grains_apart()
    {
        var grains = new[]
        {
            Grain("g"), Grain("G"), Grain("g "), Grain(null), Grain("g") with { N0 = 1 }, Grain("g") with { N1 = 1 },
            Grain("g") with { State = "other" }, Grain("g") with { Service = "other" },
        };
        foreach (var (number, grain) in grains.Index()) (await Write(grain, null, $"{number}")).ShouldBe(1);
        foreach (var (number, grain) in grains.Index()) (await Read(grain)).ShouldBe((1, $"{number}"));
    }

    private protected sealed record GrainName(string? Extension)
    {
        public long N0 { get; init; }

        public long N1 { get; init; }

        public string State { get; init; } = "channel";

        public string Service { get; init; } = "qliro-adapter";

        public (string Name, object? Value)[] Parameters =>
        [
            ("GrainIdHash", 7), ("GrainIdN0", N0), ("GrainIdN1", N1), ("GrainTypeHash", 8), ("GrainTypeString", State),
            ("GrainIdExtensionString", Extension), ("ServiceId", Service),
        ];
    }

    private protected static GrainName Grain(string? extension) => new(extension);

    private async Task<(int Version, string? Payload)?> Read(GrainName grain)
    {
        var rows = await statements.Read("ReadFromStorageKey", grain.Parameters);
        rows.Count.ShouldBeLessThan(2);
        if (rows.Count == 0) return null;
        var payload = (byte[]?)rows[0]["PayloadBinary"];
        return (Number(rows[0]["Version"])!.Value, payload is null ? null : Encoding.UTF8.GetString(payload));
    }

    private protected Task<int?> Write(GrainName grain, int? version, string payload)
        => Change("WriteToStorageKey", grain, version, ("PayloadBinary", Encoding.UTF8.GetBytes(payload)));

    // Reads the result as the provider does: at most one row, and no row means the same as null in it.
    private async Task<int?> Change(
        string statement, GrainName grain, int? version, params (string Name, object? Value)[] more)
    {
        var rows = await statements.Read(
            statement, [.. grain.Parameters, ("GrainStateVersion", version), .. more]);
        rows.Count.ShouldBeLessThan(2);
        return rows.Count == 0 ? null : Number(rows[0].ShouldHaveSingleItem().Value);
    }

    private static int? Number(object? value)
        => value is null ? null : Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
