using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace QliroAdapter;

/// <summary>
/// What a grain answers: accepted with a value, or refused with a named error. Refusals are values, so they cross
/// a cluster unharmed and no caller needs a catch. An older node reads a newer node's error code as text and passes it
/// on.
/// </summary>
/// <typeparam name="T">What the caller gets when accepted.</typeparam>
public sealed record Outcome<T> : IRefusable<Outcome<T>>
{
    /// <summary>The answer; absent when refused.</summary>
    public T? Value { get; init; }

    /// <summary>Why not; absent when accepted.</summary>
    public PaymentError? Error { get; init; }

    /// <summary>True when there is a value and no error.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsAccepted => Error is null;

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    public static implicit operator Outcome<T>(PaymentError error) => new() { Error = error };

    /// <inheritdoc/>
    public static Outcome<T> Refused(PaymentError error) => error;
}

/// <summary>An answer that can be a refusal, for code that refuses whatever the answer would have held.</summary>
/// <typeparam name="T">The answer's own type.</typeparam>
public interface IRefusable<T>
    where T : IRefusable<T>
{
    /// <summary>The refusal as such an answer.</summary>
    static abstract T Refused(PaymentError error);
}

/// <summary>An answer that says only "done".</summary>
public sealed record Done
{
    /// <summary>The one instance worth having.</summary>
    public static readonly Done Yes = new();
}
