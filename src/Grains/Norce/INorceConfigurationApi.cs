using System.Text.Json;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>
/// Norce's Configuration API: the operations that we use, as in Norce's reference. Base URL, token, headers and circuit
/// are added below it, see <see cref="NorceApi"/>.
/// </summary>
[PathPrefix("/api/v1/configuration")]
public interface INorceConfigurationApi
{
    /// <summary>Reads one document of a channel.</summary>
    [Get("/merchants/{merchant}/channels/{channel}/configurations/{name}")]
    Task<IApiResponse<JsonDocument>> GetConfiguration(
        [Property] NorceTarget target, string merchant, string channel, string name, CancellationToken ct);
}
