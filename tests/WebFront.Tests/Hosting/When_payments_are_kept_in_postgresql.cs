using System.Net;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.WebFront.Tests.Hosting;

/// <summary>The real program on a database server.</summary>
public sealed class When_payments_are_kept_in_postgresql
{
    private const string Key = "Storage:Postgres:ConnectionString";

    [Fact]
    public async Task Should_be_ready_exactly_while_the_database_is_and_make_no_file()
    {
        await using var server = await PostgresServer.Start();
        var url = AdapterAsProcess.FreeUrl();
        using var process = Started(await server.CreateDatabase(), url);
        await AdapterAsProcess.Ready(url);

        await server.Stop();
        using var client = new HttpClient();
        var answer = await client.GetAsync(new Uri(url + "/health/ready"));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("store");
        (await client.GetAsync(new Uri(url + "/health/live"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await server.Start();
        await AdapterAsProcess.Ready(url);
        Directory.EnumerateFileSystemEntries(process.Folder).ShouldBeEmpty();
        process.Terminate();
        (await process.ExitCode()).ShouldBe(0);
        (await process.ErrorLines()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Password=hidden")]
    [InlineData("Password=hidden")]
    [InlineData("not a connection string, but hidden")]
    public async Task Should_exit_with_78_and_no_secret_when_there_is_no_database(string connectionString)
    {
        using var process = Started(connectionString, "http://127.0.0.1:0");
        (await process.ExitCode()).ShouldBe(78);
        var line = (await process.ErrorLines()).ShouldHaveSingleItem();
        line.ShouldStartWith(Key);
        line.ShouldNotContain("hidden");
        (await process.Output).ShouldNotContain("hidden");
    }

    private static AdapterAsProcess Started(string connectionString, string url)
        => new(When_settings_are_wrong.Complete((Key, connectionString), ("ASPNETCORE_URLS", url)));
}
