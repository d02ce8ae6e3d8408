namespace QliroAdapter.WebFront;

/// <summary>
/// The body that a route reads, for the API document. The framework cannot know it, because routes read their bodies
/// themselves: after the caller is authenticated, and whatever JSON media type the body declares.
/// </summary>
/// <param name="Type">The type that the JSON is read into.</param>
/// <param name="Description">Tells a caller what to send.</param>
/// <param name="IsRequired">False when the route also works without a body.</param>
internal sealed record TakesBody(Type Type, string Description, bool IsRequired = true);

/// <summary>Marks a route that the published API does not have.</summary>
/// <param name="Why">The purpose of the route.</param>
internal sealed record BeyondPublished(string Why);
