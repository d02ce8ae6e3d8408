namespace QliroAdapter.Sandbox.Rush;

/// <summary>Who comes, how fast, and whether the partners have a bad day.</summary>
/// <param name="Seed">The same seed, the same carts, choices and troubles.</param>
/// <param name="Shoppers">How many come, 1 or more.</param>
/// <param name="PerSecond">How many come in a second of real time, 1 or more.</param>
/// <param name="HasTrouble">True: partners fail, answers are lost, pushes come twice.</param>
public sealed record RushOptions(int Seed, int Shoppers, int PerSecond, bool HasTrouble);

/// <summary>What the auditor says of a rush.</summary>
/// <param name="Word">
/// <see cref="Running"/>, <see cref="Settling"/>, <see cref="Right"/> or <see cref="Wrong"/>.
/// </param>
/// <param name="Text">The same in a sentence.</param>
/// <param name="Breaches">What does not hold, one line each; empty when nothing is wrong.</param>
public sealed record Verdict(string Word, string Text, IReadOnlyList<string> Breaches)
{
    /// <summary>Shoppers come and act.</summary>
    public const string Running = "running";

    /// <summary>All have gone; retries and pushes are still under way.</summary>
    public const string Settling = "settling";

    /// <summary>At rest, and everything agrees.</summary>
    public const string Right = "right";

    /// <summary>Something that must never be was seen, or the partners do not agree at rest.</summary>
    public const string Wrong = "wrong";
}
