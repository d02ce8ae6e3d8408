namespace QliroAdapter.WebFront;

/// <summary>The error statuses for which a route's published description declares an <c>Error</c> body.</summary>
/// <param name="Statuses">HTTP statuses.</param>
internal sealed record DeclaredErrors(IReadOnlyCollection<int> Statuses)
{
    public static readonly DeclaredErrors None = new([]);

    public static DeclaredErrors Of(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<DeclaredErrors>() ?? None;
}

internal static class DeclaredErrorsExtensions
{
    /// <summary>
    /// Declares, for the API document and for <see cref="ErrorStatus"/>, which statuses carry an error body.
    /// </summary>
    public static RouteHandlerBuilder ProducesErrors(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.Produces<Error>(status);
        return route.WithMetadata(new DeclaredErrors(statuses));
    }
}
