using System.Security.Cryptography;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Bodies of calls and kept documents, sealed before they are stored when there are data keys. One whose data key is
/// gone, or that was changed, is shown as what it is. Thread-safe.
/// </summary>
internal sealed class SealedBodies(ICallBodies inner, DataKeys keys) : ICallBodies
{
    public Task<IReadOnlySet<string>> Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation) => inner.Add(
        !keys.AreThere
            ? bodies
            :
            [
                .. bodies.Select(body => body with
                {
                    Request = Sealed(body.Request, body.Key), Answer = Sealed(body.Answer, body.Key),
                }),
            ],
        cancellation);

    public async Task<IReadOnlyList<CallBody>> Find(string key, int max, CancellationToken cancellation) =>
    [
        .. (await inner.Find(key, max, cancellation)).Select(body => body with
        {
            Request = Opened(body.Request, key), Answer = Opened(body.Answer, key),
        }),
    ];

    public Task<IReadOnlyList<KeptVersion>> Versions(string key, CancellationToken cancellation)
        => inner.Versions(key, cancellation);

    public async Task<string?> Document(string key, KeptVersion version, CancellationToken cancellation)
        => await inner.Document(key, version, cancellation) is { } text ? Opened(text, key) : null;

    public Task DeleteBefore(DateTimeOffset at, CancellationToken cancellation)
        => inner.DeleteBefore(at, cancellation);

    private string Sealed(string text, string payment) => text.Length == 0 ? text : keys.Seal(text, payment);

    private string Opened(string text, string payment)
    {
        if (!DataKeys.IsSealed(text)) return text;
        try
        {
            return keys.Open(text, payment);
        }
        catch (DataKeyMissingException missing)
        {
            return $"\"sealed under the data key {missing.Id}, which is not in Adapter:DataKeys\"";
        }
        catch (CryptographicException)
        {
            return "\"sealed, and changed since\"";
        }
    }
}
