using System.Data.Common;
using System.Text;

namespace QliroAdapter.Store;

/// <summary>
/// The documents of channels that Orleans' storage keeps beside the payments. Nodes may be at work meanwhile.
/// </summary>
internal interface IKeptDocuments : IAsyncDisposable
{
    /// <summary>All of them; none before the first start of a node.</summary>
    Task<IReadOnlyList<KeptDocument>> All(CancellationToken cancellation);

    /// <summary>Replaces one, unless it was written since it was read.</summary>
    Task Replace(KeptDocument old, string payload, CancellationToken cancellation);
}

/// <summary>A channel's state as it is stored.</summary>
/// <param name="Service">The service that it belongs to.</param>
/// <param name="Channel">The key of its grain.</param>
/// <param name="Version">Of the row.</param>
/// <param name="Payload">JSON.</param>
internal sealed record KeptDocument(string Service, string Channel, int Version, string Payload);

/// <summary>Statements about them that both databases understand.</summary>
internal static class KeptDocumentSql
{
    public const string All =
        """
        select service_id, grain_id_extension, version, payload from grain_state
        where grain_type = @name and payload is not null order by service_id, grain_id_extension
        """;

    public const string Replace =
        """
        update grain_state set payload = @payload, version = version + 1
        where grain_type = @name and service_id = @service and grain_id_extension = @channel and version = @version
        """;

    /// <summary>Of <see cref="All"/>.</summary>
    public static KeptDocument Of(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt32(2), Encoding.UTF8.GetString((byte[])row.GetValue(3)));
}
