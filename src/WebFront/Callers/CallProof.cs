using QliroAdapter.QliroCallbacks;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>Verifies what a call brings as proof. Thread-safe.</summary>
internal sealed class CallProof(CallerTokens callers, CallbackTokens tokens)
{
    private readonly SeenTokens seen = new();

    /// <param name="request">The call.</param>
    /// <param name="rule">What its route requires.</param>
    /// <param name="address">What it names.</param>
    public ProofFound Judge(HttpRequest request, CallerRule rule, CallAddress address)
        => rule.Proof == Proof.CallbackToken
            ? ByToken(request.Query["token"], rule, address.Payment)
            : ByBearer(BearerToken.ReadUnverified(request), rule, address.Merchant);

    private ProofFound ByBearer(string? token, CallerRule rule, string merchant)
    {
        if (callers.Find(token) is not { } caller) return new(ProofVerdict.Wrong);
        return (caller.Scope & rule.Scopes) != default(CallerScope) && caller.IsFor(merchant)
            ? new(ProofVerdict.Good, Caller: caller.Name)
            : new(ProofVerdict.NotForThis);
    }

    private ProofFound ByToken(string? token, CallerRule rule, PaymentKey payment)
    {
        switch (tokens.Judge(payment, rule.Purpose, token))
        {
            case TokenVerdict.Good:
                seen.Add(token, payment);
                return new(ProofVerdict.Good);
            case TokenVerdict.Expired:
                return new(ProofVerdict.Expired);
            default:
                return seen.OwnerOf(token) is { } owner && owner != payment.ToString()
                    ? new(ProofVerdict.OfAnother, owner)
                    : new(ProofVerdict.Wrong);
        }
    }
}

/// <summary>What a call's proof is worth.</summary>
/// <param name="Verdict">Whether the caller is let in, and why not.</param>
/// <param name="Owner">The payment that the token is of, when it is of another.</param>
/// <param name="Caller">The name of the bearer token that let it in.</param>
internal sealed record ProofFound(ProofVerdict Verdict, string? Owner = null, string? Caller = null);

/// <summary>Whether a caller is let in, and why not.</summary>
internal enum ProofVerdict
{
    /// <summary>It is.</summary>
    Good,

    /// <summary>Missing, or none of ours.</summary>
    Wrong,

    /// <summary>One of ours that is not for this route or merchant.</summary>
    NotForThis,

    /// <summary>One of ours that was good for this and is too old.</summary>
    Expired,

    /// <summary>One of ours that was used for another payment: somebody tries what a leaked URL opens.</summary>
    OfAnother,
}
