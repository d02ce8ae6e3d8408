namespace QliroAdapter.WebFront;

/// <summary>A refusal as published: the part of a <see cref="PaymentError"/> that a caller sees.</summary>
public sealed record Error
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, with the ids in it.</summary>
    public required string Message { get; init; }

    /// <summary>Qliro's own error; absent unless Qliro refused.</summary>
    public QliroError? QliroError { get; init; }

    internal static Error Of(PaymentError refusal)
        => new() { Code = refusal.Code, Message = refusal.Message, QliroError = refusal.QliroError };
}
