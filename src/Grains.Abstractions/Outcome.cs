using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace QliroAdapter;

/// <summary>
/// What a grain answers: accepted with a value, or refused with a named error. Refusals are values, so that they travel
/// between nodes like any answer and no caller needs a catch. An older node passes on a newer node's error code as
/// text.
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

/// <summary>
/// An answer that can be a refusal, for code that refuses without knowing what the answer would have held.
/// </summary>
/// <typeparam name="T">The answer's own type.</typeparam>
public interface IRefusable<T>
    where T : IRefusable<T>
{
    /// <summary>This type of answer, refused with an error.</summary>
    static abstract T Refused(PaymentError error);
}

/// <summary>An answer that says only "done".</summary>
public sealed record Done
{
    /// <summary>The one instance that is needed.</summary>
    public static readonly Done Yes = new();
}
