using System.Diagnostics;
using System.Runtime.CompilerServices;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests.Norce;

/// <summary>deploy/channels: the documents per market, and the script that plans and stores them at Norce.</summary>
public sealed class When_a_channel_is_configured : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("channels-").FullName;

    [Fact]
    public async Task Should_plan_store_and_find_nothing_more_to_do()
    {
        await using var norce = await NorceSimulator.Start();
        foreach (var market in new[] { "se", "no", "fi", "dk" })
        {
            var file = Filled(market);
            var plan = await Run(norce, "plan", "acme/" + market, file);
            plan.Code.ShouldBe(2, plan.Said);
            plan.Said.ShouldContain($"There is no document of acme/{market} yet.");
            plan.Said.ShouldNotContain("filled-in-secret");
            norce.Configuration(channel: market).ShouldBeNull("a plan changes nothing");

            var apply = await Run(norce, "apply", "acme/" + market, file);
            apply.Code.ShouldBe(0, apply.Said);
            Json.Same(norce.Configuration(channel: market), Json.TryParse(await File.ReadAllTextAsync(file)))
                .ShouldBeTrue();
            (await Run(norce, "plan", "acme/" + market, file)).Code.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Should_plan_key_by_key_and_show_no_secret()
    {
        await using var norce = await NorceSimulator.Start();
        var file = Filled("se");
        (await Run(norce, "apply", "acme/se", file)).Code.ShouldBe(0);
        var document = Json.Object(await File.ReadAllTextAsync(file))!;
        document["apiSettings"]!["merchantApiSecret"] = "another-secret";
        document["redirectUrls"]!["confirmationUrl"] = "https://shop.example/{orderId}?a=1&channel={channel}";
        document["redirectUrls"]!.AsObject().Remove("integrityPolicyUrl");
        document["options"]!["useUpsell"] = true;
        // The order of keys is nobody's business.
        var options = document["options"]!;
        document.Remove("options");
        document.Insert(0, "options", options);
        await File.WriteAllTextAsync(file, document.ToJsonString());

        var (code, said) = await Run(norce, "plan", "acme/se", file);
        code.ShouldBe(2, said);
        var lines = said.TrimEnd().Split('\n')[1..];
        lines.Where(line => !line.StartsWith("unchanged  ", StringComparison.Ordinal)).ShouldBe(
        [
            "new        options.useUpsell: true",
            "changed    apiSettings.merchantApiSecret: (not shown)",
            "changed    redirectUrls.confirmationUrl: \"https://shop.example/se/confirmation?orderId={orderId}&merchant={merchant}&channel={channel}\" becomes \"https://shop.example/{orderId}?a=1&channel={channel}\"",
            "gone       redirectUrls.integrityPolicyUrl: \"https://shop.example/se/privacy\"",
        ]);
        lines.ShouldContain("unchanged  adapter.publicUrl");
        lines.Length.ShouldBe(4 + 13);
        said.ShouldNotContain("-secret");
    }

    [Fact]
    public async Task Should_find_nothing_to_do_in_another_order_of_keys()
    {
        await using var norce = await NorceSimulator.Start();
        var file = Filled("se");
        (await Run(norce, "apply", "acme/se", file)).Code.ShouldBe(0);
        var document = Json.Object(await File.ReadAllTextAsync(file))!;
        var options = document["options"]!;
        document.Remove("options");
        document.Insert(0, "options", options);
        await File.WriteAllTextAsync(file, document.ToJsonString());

        var (code, said) = await Run(norce, "plan", "acme/se", file);
        code.ShouldBe(0, said);
        said.ShouldContain($"acme/se is as in {file}.");
    }

    [Fact]
    public async Task Should_store_nothing_that_is_wrong()
    {
        await using var norce = await NorceSimulator.Start();
        var (code, said) = await Run(norce, "apply", "acme/se", Path.Combine(Folder(), "se.json"));
        code.ShouldNotBe(0);
        said.ShouldContain("merchantApiKey");
        norce.Configuration(channel: "se").ShouldBeNull();
    }

    /// <summary>As Norce does, which validates by $schema.</summary>
    [Theory]
    [InlineData("active", "\"yes\"", 400, "active")]
    [InlineData("recurring", "true", 200, "")]
    [InlineData("nonsense", "true", 400, "nonsense")]
    public async Task Should_be_refused_by_norce_where_the_schema_refuses_it(string key, string value, int status, string named)
    {
        await using var norce = await NorceSimulator.Start();
        var document = Json.Object(await File.ReadAllTextAsync(Filled("se")))!;
        document.Remove("options");
        document[key] = Json.TryParse(value);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", NorceSimulatorOptions.DefaultToken);
        using var body = new StringContent(document.ToJsonString());
        using var answer = await client.PutAsync(new Uri(norce.ConfigurationApiUrl
            + "/api/v1/configuration/merchants/acme/channels/se/configurations/qliro_checkout_adapter"), body);

        ((int)answer.StatusCode).ShouldBe(status);
        (norce.Configuration(channel: "se") is not null).ShouldBe(status == 200);
        if (status == 200) return;
        var errors = Json.Object(await answer.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        errors.Select(one => one.Key).ShouldBe([named]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Filled(string market)
    {
        var file = Path.Combine(folder, market + ".json");
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Folder(), market + ".json"))
            .Replace("<the key from Qliro>", "KEY", StringComparison.Ordinal)
            .Replace("<the secret from Qliro>", "filled-in-secret", StringComparison.Ordinal));
        return file;
    }

    private static async Task<(int Code, string Said)> Run(NorceSimulator norce, params string[] args)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Folder(), "configure.sh"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Norce__ConfigurationApiUrl"] = norce.ConfigurationApiUrl;
        start.Environment["Norce__Token"] = NorceSimulatorOptions.DefaultToken;
        start.Environment["ADAPTER"] = "dotnet " + typeof(WebFront.AdapterApp).Assembly.Location;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private static string Folder([CallerFilePath] string path = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "deploy", "channels"));
}
