using Microsoft.Extensions.Options;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>The bearer tokens of storefront, Norce and back offices, with what each may do. Thread-safe.</summary>
internal sealed class CallerTokens(IOptions<AccessTokenOptions> options)
{
    private readonly AccessTokens tokens = new(options.Value.AccessTokens.Select(one => one.Token));

    /// <summary>What the presented token may do; null when it is none of ours.</summary>
    public CallerToken? Find(string? presented)
        => tokens.Find(presented) is { } place ? options.Value.AccessTokens[place] : null;
}
