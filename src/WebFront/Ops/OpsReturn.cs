namespace QliroAdapter.Ops;

/// <summary>
/// The page that a stranger asked for and is led to after the login: a path below <c>/ops</c> with its query, without
/// the path that the process is mounted at. Pure.
/// </summary>
internal static class OpsReturn
{
    private const string Root = "/ops";

    /// <summary>Longer addresses are forgotten: none of ours is nearly as long.</summary>
    private const int LengthMax = 2000;

    /// <summary>Of an action the page that it belongs to, so that a login does nothing by itself.</summary>
    public static string Of(HttpRequest request)
    {
        var isPage = HttpMethods.IsGet(request.Method);
        return isPage || !request.Path.StartsWithSegments("/ops/payment", StringComparison.Ordinal)
            ? $"{(isPage ? request.Path.ToUriComponent() : Root)}{(isPage ? request.QueryString.ToUriComponent() : "")}"
            : $"/ops/payment{request.QueryString.ToUriComponent()}";
    }

    /// <summary>Where to go; the overview for what is no page of ours.</summary>
    public static string Checked(string? to)
        => to is { Length: <= LengthMax } && IsOurs(to) && to.All(sign => sign is > ' ' and < '\u007f' and not '\\')
            ? to
            : Root;

    private static bool IsOurs(string to) => to == Root
        || to.StartsWith($"{Root}?", StringComparison.Ordinal) || to.StartsWith($"{Root}/", StringComparison.Ordinal);
}
