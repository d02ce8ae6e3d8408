namespace QliroAdapter.WebFront;

/// <summary>
/// The body a route reads, for the API document. The routes read their bodies themselves, after the caller is known and
/// whatever JSON media type it claims, so the framework cannot tell.
/// </summary>
/// <param name="Type">What the JSON is read into.</param>
/// <param name="Description">What to send.</param>
/// <param name="IsRequired">False when the route does its work without one, too.</param>
internal sealed record TakesBody(Type Type, string Description, bool IsRequired = true);

/// <summary>A route that the published API does not have.</summary>
/// <param name="Why">What it is for.</param>
internal sealed record BeyondPublished(string Why);
