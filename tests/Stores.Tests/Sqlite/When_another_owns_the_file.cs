using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class When_another_owns_the_file : IAsyncDisposable
{
    private readonly SqliteHome home = new();

    [Fact]
    public async Task Should_refuse_to_start_naming_the_setting()
    {
        var owner = await home.Open();
        await using var second = SqliteHome.StoreAt(home.Path);

        var refusal = Should.Throw<StoreStartException>(second.Open);

        refusal.Message.ShouldContain("Storage:Sqlite:Path");
        refusal.Message.ShouldContain(home.Path);
        await owner.Close();
        second.Open();
    }

    [Fact]
    public async Task Should_stop_the_host_from_starting()
    {
        var owner = await home.Open();
        using var host = HostFor(home.Path);
        await Should.ThrowAsync<StoreStartException>(() => host.StartAsync());
        await owner.Close();
    }

    [Fact]
    public async Task Should_name_the_setting_when_the_path_cannot_be_a_database()
    {
        var folder = Directory.CreateDirectory(home.Path).FullName;
        await using var store = SqliteHome.StoreAt(folder);
        Should.Throw<StoreStartException>(store.Open).Message.ShouldContain("Storage:Sqlite:Path");
    }

    [Fact]
    public async Task Should_name_the_setting_when_the_file_is_something_else()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.Path)!);
        await File.WriteAllTextAsync(home.Path, new string('x', 5000));
        await using var store = SqliteHome.StoreAt(home.Path);
        Should.Throw<StoreStartException>(store.Open).Message.ShouldContain("Storage:Sqlite:Path");
    }

    [Fact]
    public async Task Should_be_open_while_the_host_runs_and_closed_after()
    {
        using var host = HostFor(home.Path);
        await host.StartAsync();
        var store = host.Services.GetRequiredService<IPaymentStore>();
        await host.Services.GetRequiredService<IPaymentRecords>().Probe(CancellationToken.None);
        await host.StopAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => store.Commit(A.Payment("p1"), CancellationToken.None));
        File.Exists(home.Path + "-wal").ShouldBeFalse("the write-ahead log is folded back into the file");
        await (await home.Open()).Close();
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    private static IHost HostFor(string path)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage:Sqlite:Path"] = path });
        builder.Services.AddSqliteStore(builder.Configuration);
        return builder.Build();
    }
}
