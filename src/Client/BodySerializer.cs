using System.Reflection;
using System.Text.Json;
using Refit;

namespace QliroAdapter.Client;

/// <summary>
/// Writes and reads JSON bodies by <see cref="AdapterJson"/>. Null is sent as no body, not as the text <c>null</c>.
/// </summary>
internal sealed class BodySerializer : IHttpContentSerializer
{
    private readonly SystemTextJsonContentSerializer json = new(AdapterJson.Options);

    public HttpContent ToHttpContent<T>(T item) => item is null ? new ByteArrayContent([]) : json.ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
        => await json.FromHttpContentAsync<T>(content, cancellationToken)
        ?? throw new JsonException("The answer is null, which the adapter never answers.");

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => json.GetFieldNameForProperty(propertyInfo);
}
