namespace QliroAdapter.WebFront.Tests.Hosting;

/// <summary>The real program: its exit codes, and what it prints to stderr.</summary>
public sealed class When_the_process_starts_and_stops
{
    [Fact]
    public async Task Should_exit_with_78_and_a_line_per_mistake()
    {
        using var process = new AdapterAsProcess(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Adapter:PublicUrl"] = "nonsense",
            ["Retry:FirstSeconds"] = "-1",
        });
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).Select(line => line.Split(' ')[0]).ShouldBe(
        [
            "Adapter:PublicUrl", "Adapter:CallbackSecrets", "Norce:OrderApiUrl", "Norce:Token", "Retry:FirstSeconds",
            "Norce:ConfigurationApiUrl",
        ]);
    }

    [Fact]
    public async Task Should_exit_with_78_when_the_database_cannot_be_opened()
    {
        using var process = new AdapterAsProcess(Settings(("Storage:Sqlite:Path", "/proc/nowhere/payments.db")));
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).ShouldHaveSingleItem().ShouldStartWith("Storage:Sqlite:Path");
    }

    [Fact]
    public async Task Should_exit_with_78_when_an_option_of_the_store_or_engine_does_not_fit()
    {
        using var process = new AdapterAsProcess(Settings(("Storage:Sqlite:GroupLimit", "many")));
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).ShouldHaveSingleItem().ShouldContain("Storage:Sqlite:GroupLimit");
    }

    [Fact]
    public async Task Should_exit_with_78_when_a_settings_file_is_not_json()
    {
        var folder = Directory.CreateTempSubdirectory("adapter-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), "{ not json");
        using var process = new AdapterAsProcess(Settings(), folder.FullName);
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).ShouldHaveSingleItem().ShouldContain("appsettings.json");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_ask_for_the_certificate_of_an_https_address()
    {
        // A home without a developer's certificate.
        var home = Directory.CreateTempSubdirectory("home-");
        using var process = new AdapterAsProcess(
            Settings(("ASPNETCORE_URLS", "https://127.0.0.1:0"), ("HOME", home.FullName)));
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).ShouldHaveSingleItem()
            .ShouldStartWith("ASPNETCORE_URLS names an https address, and there is no certificate;");
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_serve_until_told_to_stop_and_then_exit_with_0()
    {
        var url = AdapterAsProcess.FreeUrl();
        using var first = new AdapterAsProcess(Settings(("ASPNETCORE_URLS", url)));
        await AdapterAsProcess.Ready(url);

        using var second = new AdapterAsProcess(Settings(), first.Folder);
        (await second.ExitCode()).ShouldBe(78);
        (await second.ErrorLines()).ShouldHaveSingleItem().ShouldContain("is owned by another process");

        using var third = new AdapterAsProcess(Settings(("ASPNETCORE_URLS", url)));
        (await third.ExitCode()).ShouldBe(78);
        (await third.ErrorLines()).ShouldHaveSingleItem()
            .ShouldBe($"ASPNETCORE_URLS: Failed to bind to address {url}: address already in use.");

        first.Terminate();
        (await first.ExitCode()).ShouldBe(0);
        (await first.ErrorLines()).ShouldBeEmpty();
        File.Exists(Path.Combine(first.Folder, "data", "payments.db")).ShouldBeTrue();
    }

    private static Dictionary<string, string?> Settings(params (string Key, string? Value)[] settings)
    {
        var all = When_settings_are_wrong.Complete(settings);
        all.TryAdd("ASPNETCORE_URLS", "http://127.0.0.1:0");
        return all;
    }
}
