using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront.Tests.Hosting;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>The real program: its exit codes, and what it prints to stdout and stderr.</summary>
public sealed partial class When_commands_run_as_processes
{
    [Fact]
    public async Task Should_diagnose_with_78_when_settings_are_wrong()
    {
        using var process = new AdapterAsProcess(
            new Dictionary<string, string?>(StringComparer.Ordinal), args: ["doctor"]);
        (await process.ExitCode()).ShouldBe(78);
        (await process.Output).ShouldContain("fail  settings Norce: Norce:Token is required");
        (await process.ErrorLines()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_diagnose_with_1_when_something_fails_and_leave_no_file()
    {
        using var process = Started(["doctor", "--channel", "acme/se"]);
        (await process.ExitCode()).ShouldBe(1);
        (await process.Output).ShouldContain("fail  access tokens: none");
        (await process.Output).TrimEnd().Split('\n')[^1].ShouldEndWith(" fail");
        Directory.EnumerateFileSystemEntries(process.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_diagnose_with_0_when_nothing_fails()
    {
        using var process = Started(["doctor"],
            ("Adapter:PublicUrl", "http://127.0.0.1:1"), ("Norce:OrderApiUrl", "http://127.0.0.1:1"),
            ("Norce:ConfigurationApiUrl", "http://127.0.0.1:1"),
            ("Adapter:AccessTokens:0", "sha256:" + new string('a', 64)),
            ("Adapter:CallbackSecrets:0", new string('s', 32)));
        (await process.ExitCode()).ShouldBe(0, await process.Output);
        (await process.Output).ShouldContain("warn  channels: none is known");
    }

    [Theory]
    [InlineData(0, "https://shop.example/c?o={orderId}&c={channel}", "")]
    [InlineData(78, "https://shop.example/c", "confirmationUrl needs {orderId} and {channel}")]
    public async Task Should_check_a_document_in_a_file_and_among_the_settings(int code, string url, string mistake)
    {
        (string Key, string? Value)[] document =
        [
            ("apiUrl", "https://pago.qit.nu"), ("merchantApiKey", "K"), ("merchantApiSecret", "S"),
            ("confirmationUrl", url), ("termsUrl", "https://shop.example/t"),
        ];
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document.ToDictionary(key => key.Key, key => key.Value)));
        using var ofFile = Started(["configuration", "check", file]);
        using var ofChannel = Started(["configuration", "check", "acme/se"],
            [("Channels:0:merchant", "acme"), ("Channels:0:channel", "se"),
                .. document.Select(key => ($"Channels:0:{key.Key}", key.Value))]);

        foreach (var process in new[] { ofFile, ofChannel })
        {
            (await process.ExitCode()).ShouldBe(code);
            string.Join('\n', await process.ErrorLines()).ShouldContain(mistake);
        }
        File.Delete(file);
    }

    /// <summary>Of the document at Norce the same is said as of the same in a file, but for the lines of the file.</summary>
    [Theory]
    [InlineData("""
        {"id":"qliro_checkout_adapter","apiSettings":{"apiUrl":"https://pago.qit.nu","merchantApiKey":"K","merchantApiSecret":"S"},
         "redirectUrls":{"confirmationUrl":"https://shop.example/c?o={orderId}&c={channel}","termsUrl":"https://shop.example/t"}}
        """)]
    [InlineData(Crooked,
        "apiSettings.merchantApiKey is required.", "options.mapDiscountPerRow must be true or false, without quotes.",
        "id must be qliro_checkout_adapter, the name under which the adapter asks Norce for the document.",
        "options.recuring is no key of the document; the nearest is options.recurring.")]
    [InlineData("""{"apiSettings":{},"apiSettings":{}}""", "is no JSON: Duplicate property 'apiSettings'")]
    public async Task Should_say_the_same_of_a_document_at_norce_as_of_one_in_a_file(
        string document, params string[] mistakes)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, document);
        await using var norce = await Answering(StatusCodes.Status200OK, document);
        using var ofFile = Started(["configuration", "check", file]);
        using var atNorce = Started(
            ["configuration", "check", "acme/se"], ("Norce:ConfigurationApiUrl", norce.Urls.Single()));

        var code = mistakes.Length == 0 ? 0 : 78;
        (await atNorce.ExitCode()).ShouldBe(code, string.Join('\n', await atNorce.ErrorLines()));
        (await ofFile.ExitCode()).ShouldBe(code);
        var said = await atNorce.ErrorLines();
        foreach (var mistake in mistakes) said.ShouldContain(line => line.Contains(mistake, StringComparison.Ordinal));
        said.ShouldBe((await ofFile.ErrorLines()).Select(
            line => Place().Replace(line, "").Replace(file, "acme/se", StringComparison.Ordinal)));
        (await atNorce.Output).ShouldBe((await ofFile.Output).Replace(file, "acme/se", StringComparison.Ordinal));
        File.Delete(file);
    }

    private const string Crooked = """
        {"id":"mine","apiSettings":{"apiUrl":"https://pago.qit.nu","merchantApiSecret":"S"},
         "redirectUrls":{"confirmationUrl":"https://shop.example/c?o={orderId}&c={channel}","termsUrl":"https://shop.example/t"},
         "options":{"mapDiscountPerRow":"true","recuring":true}}
        """;

    [GeneratedRegex(@" \(line \d+\)", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [Fact]
    public async Task Should_say_when_nobody_hands_out_the_document()
    {
        using var process = Started(
            ["configuration", "check", "acme/se"], ("Norce:ConfigurationApiUrl", "http://127.0.0.1:1"));
        (await process.ExitCode()).ShouldBe(1);
        var line = (await process.ErrorLines()).ShouldHaveSingleItem();
        line.ShouldStartWith("acme/se: ");
        line.ShouldContain("could not be read");
    }

    /// <summary>As the help says: the document could not be read, and nothing is said of the adapter.</summary>
    [Theory]
    [InlineData("nowhere.json", "nowhere.json: is no file that is there, and no merchant/channel.")]
    [InlineData("acme/nosuch", "acme/nosuch: There is no configuration qliro_checkout_adapter for merchant 'acme', channel 'nosuch'")]
    public async Task Should_exit_with_1_when_there_is_no_such_document(string target, string line)
    {
        await using var norce = await Answering(StatusCodes.Status404NotFound, "");
        using var process = Started(
            ["configuration", "check", target], ("Norce:ConfigurationApiUrl", norce.Urls.Single()));
        (await process.ExitCode()).ShouldBe(1);
        (await process.ErrorLines()).ShouldHaveSingleItem().ShouldStartWith(line);
    }

    [Theory]
    [InlineData("'migarte' is no command; the nearest is migrate. --help lists them.", "migarte", "--from", "a.db")]
    [InlineData("'chek' is no command; the nearest is check. --help lists them.", "configuration", "chek", "acme/se")]
    public async Task Should_exit_with_1_and_one_line_when_there_is_no_such_command(string line, params string[] args)
    {
        using var process = Started(args);
        (await process.ExitCode()).ShouldBe(1);
        (await process.ErrorLines()).ShouldBe([line]);
        (await process.Output).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("doctor", "--channel", "acme")]
    [InlineData("migrate")]
    [InlineData("migrate", "--from", "nowhere.db", "--to", "Host=127.0.0.1;Port=1")]
    public async Task Should_exit_with_78_when_what_was_given_is_wrong(params string[] args)
    {
        using var process = Started(args);
        (await process.ExitCode()).ShouldBe(78);
        (await process.ErrorLines()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_refuse_to_migrate_under_a_running_adapter_and_do_it_afterwards()
    {
        var server = await PostgresServer.Shared;
        var database = await server.CreateDatabase();
        var url = AdapterAsProcess.FreeUrl();
        using var adapter = Started([], ("ASPNETCORE_URLS", url));
        await AdapterAsProcess.Ready(url);
        using var early = new AdapterAsProcess(
            Settings(("Storage:Postgres:ConnectionString", database)), adapter.Folder, ["migrate"]);
        (await early.ExitCode()).ShouldBe(78);
        (await early.ErrorLines()).ShouldHaveSingleItem().ShouldContain("is owned by another process");

        adapter.Terminate();
        (await adapter.ExitCode()).ShouldBe(0);
        using var migrate = new AdapterAsProcess(
            Settings(), adapter.Folder, ["migrate", "--from", "data/payments.db", "--to", database]);
        (await migrate.ExitCode()).ShouldBe(0);
        (await migrate.Output).ShouldContain("verified: ");
    }

    // Answers 404 to all.
    /// <summary>A Configuration API that gives everybody this answer.</summary>
    private static async Task<WebApplication> Answering(int status, string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var norce = builder.Build();
        norce.Urls.Add("http://127.0.0.1:0");
        norce.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });
        await norce.StartAsync();
        return norce;
    }

    private static AdapterAsProcess Started(string[] args, params (string Key, string? Value)[] settings)
        => new(Settings(settings), args: args);

    private static Dictionary<string, string?> Settings(params (string Key, string? Value)[] settings)
        => When_settings_are_wrong.Complete(settings);
}
