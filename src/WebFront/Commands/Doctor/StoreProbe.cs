using System.Text.Json;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>Checks the store that the settings choose, and keeps what other checks need to know of it.</summary>
internal sealed class StoreProbe(IServiceProvider services, IConfiguration settings)
{
    /// <summary>True when an adapter runs on the store.</summary>
    public bool IsRunning { get; private set; }

    public StoreLoad? Load { get; private set; }

    /// <summary>
    /// The document that the channel's grain keeps for the time in which the Configuration API is unavailable; null
    /// when it keeps none.
    /// </summary>
    public async Task<ChannelState?> KeptDocument(ChannelKey channel, CancellationToken cancellation)
    {
        var key = channel.ToString();
        var payload = PostgresStoreRegistration.IsChosen(settings)
            ? await GrainStateFacts.OfPostgres(
                services.GetRequiredService<IOptions<PostgresStoreOptions>>().Value, ChannelState.Name, key,
                cancellation)
            : GrainStateFacts.OfSqlite(
                services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value.Path, ChannelState.Name, key);
        if (payload is null) return null;
        return services.GetRequiredService<IDocumentSeal>().Open(
            JsonSerializer.Deserialize<ChannelState>(payload, GrainMessages.Json)!, channel, out _);
    }

    public async Task<IReadOnlyList<CheckResult>> Probe(CancellationToken cancellation)
    {
        var time = services.GetRequiredService<TimeProvider>();
        if (PostgresStoreRegistration.IsChosen(settings))
        {
            var options = services.GetRequiredService<IOptions<PostgresStoreOptions>>().Value;
            var database = await PostgresFacts.Read(options, time, cancellation);
            (IsRunning, Load) = (database.Processes > 0, database.Load);
            return [.. PostgresChecks.Of(database, options, time.GetUtcNow()), .. await MissingKeys(cancellation)];
        }

        var path = services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value.Path;
        var file = SqliteFacts.Read(path, time.GetUtcNow());
        (IsRunning, Load) = (file.IsOwned, file.Load);
        return [.. SqliteChecks.Of(file, time.GetUtcNow()), .. await MissingKeys(cancellation)];
    }

    // What cannot be read, for it is not there yet or not of this version, is told by the other checks.
    private async Task<IReadOnlyList<CheckResult>> MissingKeys(CancellationToken cancellation)
    {
        if (Load is null) return [];
        try
        {
            return StoreChecks.MissingKeys(await SealedPayments.Read(
                services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value,
                PostgresStoreRegistration.IsChosen(settings)
                    ? services.GetRequiredService<IOptions<PostgresStoreOptions>>().Value
                    : new(),
                services.GetRequiredService<DataKeys>(), cancellation));
        }
        catch (StoreStartException)
        {
            return [];
        }
    }
}
