using Microsoft.Data.Sqlite;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Sqlite;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>
/// In the payments' own file, at the same time as their writer, on connections as the provider opens them.
/// </summary>
public sealed class When_grains_keep_state_on_sqlite : GrainStateContract
{
    private readonly SqliteHome home = new();
    private OpenedStore payments = null!;

    [Fact]
    public async Task Should_write_beside_the_payments()
    {
        const int Writers = 16, Commits = 50, States = 50;
        var committing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var version = 0; version < Commits; version++)
                await payments.Payments.Commit(A.Payment($"p{writer}", version), CancellationToken.None);
        }));
        var keeping = Enumerable.Range(0, 4).Select(grain => Task.Run(async () =>
        {
            int? version = null;
            for (var number = 0; number < States; number++)
                version = (await Write(Grain($"g{grain}"), version, new('x', 4096))).ShouldNotBeNull();
        }));

        await Task.WhenAll([.. committing, .. keeping]);

        for (var writer = 0; writer < Writers; writer++)
            (await payments.Payments.Load(A.Payment($"p{writer}").Key, CancellationToken.None))!.Version
                .ShouldBe(Commits);
    }

    [Fact]
    public async Task Should_leave_the_payments_schema_and_file_as_they_are()
    {
        await payments.Close();
        File.Exists(home.Path + "-wal").ShouldBeFalse("the write-ahead log is folded back into the file");
        payments = await home.Open();
        await payments.Payments.Commit(A.Payment("p1"), CancellationToken.None);
        (await Write(Grain("g"), null, "first")).ShouldBe(1);
    }

    private protected override async Task<ProviderStatements> Open()
    {
        payments = await home.Open();
        await using var connection = await Connect();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Of this program.
        command.CommandText = await ProviderStatements.Script("sqlite");
#pragma warning restore CA2100
        for (var time = 0; time < 2; time++) await command.ExecuteNonQueryAsync();
        return await ProviderStatements.Of(async () => await Connect());
    }

    private protected override async Task Close()
    {
        await payments.Close();
        await home.DisposeAsync();
    }

    private async Task<SqliteConnection> Connect()
    {
        var connection = new SqliteConnection($"Data Source={home.Path};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
