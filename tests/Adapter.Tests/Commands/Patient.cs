using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Commands;

/// <summary>
/// Settings for the doctor to check. They are right, and point to the simulated partners, until a test changes one.
/// With a channel of its own.
/// </summary>
internal sealed class Patient : IDisposable
{
    private const string Merchant = NorceSimulatorOptions.DefaultMerchant;
    private static int patients;

    // Put into every setting and document that holds a secret; no result may contain it.
    private const string Canary = "canary";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("doctor-");
    private readonly Adapter adapter;
    private readonly ChannelKey channel;

    public Patient(Adapter adapter)
    {
        this.adapter = adapter;
        channel = new(Merchant, "doctor-" + Interlocked.Increment(ref patients).ToString(CultureInfo.InvariantCulture));
        Document = NorceOrders.Configuration(adapter.Qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey,
            QliroSimulatorOptions.DefaultMerchant.ApiSecret, adapter.Url, "http://shop.example");
        Settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Adapter:PublicUrl"] = adapter.Url,
            ["Adapter:AccessTokens:0"] = "sha256:" + new string('a', 64),
            ["Adapter:CallbackSecrets:0"] = Canary + "-callback-secret-01234567890123456789",
            ["Adapter:DataKeys:0"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary.PadRight(32, '-'))),
            ["Norce:OrderApiUrl"] = adapter.Norce.OrderApiUrl,
            ["Norce:ConfigurationApiUrl"] = adapter.Norce.ConfigurationApiUrl,
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
            ["Ops:AccessTokens:0"] = "sha256:" + new string('b', 64),
            ["Storage:Sqlite:Path"] = Path.Combine(folder.FullName, "payments.db"),
        };
    }

    public Dictionary<string, string?> Settings { get; }

    /// <summary>The channel's configuration document.</summary>
    public JsonObject Document { get; }

    public Adapter Adapter => adapter;

    /// <summary>Runs the doctor on the settings.</summary>
    public async Task<Diagnosis> Diagnose()
    {
        adapter.Norce.SetConfiguration(Document, channel.Merchant, channel.Channel);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Settings);
        var diagnosis = await DoctorCommand.Diagnose(builder, [channel], CancellationToken.None);
        foreach (var result in diagnosis.Results)
        {
            var line = result.ToString();
            line.ShouldNotContain('\n');
            (result.Verdict == Verdict.Ok).ShouldBe(result.Next is null, line);
            foreach (var secret in (string[])[
                Canary, NorceSimulatorOptions.DefaultToken, QliroSimulatorOptions.DefaultMerchant.ApiSecret])
                line.ShouldNotContain(secret);
        }

        return diagnosis;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
