using System.Text.Json;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>The result of one read of the Configuration API.</summary>
/// <param name="Configuration">The configuration, or why there is none.</param>
/// <param name="Document">The JSON text of a good document; absent otherwise.</param>
/// <param name="IsAnswer">
/// True when the API answered about the channel: a document, good or not, or 404. False when it could not be reached,
/// failed, or refused our token. Nothing is known of the document then, and the last good one stays in use.
/// </param>
internal sealed record ConfigurationRead(Outcome<ChannelConfiguration> Configuration, string? Document, bool IsAnswer)
{
    /// <summary>Parses and checks the answer's document, and disposes it.</summary>
    public static ConfigurationRead Of(Answer<JsonDocument> answer, ChannelKey channel)
    {
        // A 404 that is not Norce's own leaves a channel that is known as it is.
        if (answer.Failure is { Kind: PartnerFailureKind.Rejected, Status: 404 } missing)
            return new(NotFound(channel), null, IsAnswer: !missing.IsForeign);
        if (answer.Failure is { } failure)
        {
            var why = failure.Message.TrimEnd('.');
            return new(
                ChannelConfigurationReader.Error(channel, $"could not be read: {why}"), null, IsAnswer: false);
        }

        using var document = answer.Value!;
        var read = ChannelConfigurationReader.Read(document.RootElement, channel);
        return new(read, read.IsAccepted ? document.RootElement.GetRawText() : null, IsAnswer: true);
    }

    public static PaymentError NotFound(ChannelKey channel) => new()
    {
        Code = ErrorCodes.ConfigurationNotFound,
        Message = $"There is no configuration {NorceAdapter.Id} for merchant '{channel.Merchant}', "
            + $"channel '{channel.Channel}'.",
    };
}
