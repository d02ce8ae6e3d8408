using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Bench.Baseline.Norce;

/// <summary>What is read of Norce's order.</summary>
public sealed record NorceOrder
{
    public string? Culture { get; init; }

    public string? Currency { get; init; }

    public string? Country { get; init; }

    public NorceCart? Cart { get; init; }

    public NorceCustomer? Customer { get; init; }

    public NorcePrice? Total { get; init; }

    public NorceState? State { get; init; }

    public IReadOnlyList<NorcePayment> Payments { get; init; } = [];

    public NorcePayment? Find(string payment)
    {
        foreach (var one in Payments)
            if (one.Id == payment && one.State != "removed") return one;
        return null;
    }
}

public sealed record NorceCart(IReadOnlyList<NorceRow> Items);

public sealed record NorceRow(string Sku, string? Name, decimal Quantity, NorcePrice Price, decimal VatRate);

public sealed record NorcePrice(decimal IncludingVat, decimal ExcludingVat);

public sealed record NorceState(string CurrentStatus);

public sealed record NorceCustomer(NorceAddress? Billing, NorceAddress? Shipping);

public sealed record NorceAddress
{
    public string? Type { get; init; }

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? StreetAddress { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Country { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? NationalIdentificationNumber { get; init; }
}

/// <summary>A PUT replaces the whole payment, so that members which are not known here are kept.</summary>
public sealed record NorcePayment
{
    public string? Id { get; init; }

    public string? AdapterId { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Currency { get; init; }

    public decimal Amount { get; init; }

    public string? State { get; init; }

    public string? Reference { get; init; }

    public NorceAttributes? Attributes { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

public sealed record NorceAttributes
{
    public OpenOperation? QliroOperation { get; init; }

    public decimal? QliroCaptured { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

public sealed record OpenOperation(string Type, string Status, Guid RequestId, IReadOnlyList<long> TransactionIds);

public sealed record NorceHook(string AdapterId, string SubscribeTo, string Target, string Invoke, string Version);

public sealed record NorceAction(string AdapterId, string Type, string Url);

public sealed record NorceTransaction(
    string Event, bool IsSuccess, string PspEvent, string? PspStatus, decimal Amount);

public sealed record NorceCreated(string Id);

/// <summary>The channel's document, as far as it is needed.</summary>
public sealed record ChannelDocument(ChannelAdapter Adapter, ChannelApi ApiSettings, ChannelUrls RedirectUrls);

public sealed record ChannelAdapter(string PublicUrl);

public sealed record ChannelApi(string ApiUrl, string MerchantApiKey, string MerchantApiSecret);

public sealed record ChannelUrls(string ConfirmationUrl, string TermsUrl, string? IntegrityPolicyUrl);

/// <summary>What a storefront is answered.</summary>
public sealed record CheckoutAnswer(string PaymentId, string HtmlSnippet);

/// <summary>What a hook is answered.</summary>
public sealed record PatchOperation(string Op, string Path, decimal Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NorceOrder))]
[JsonSerializable(typeof(NorceAction[]))]
[JsonSerializable(typeof(NorceHook))]
[JsonSerializable(typeof(NorceTransaction))]
[JsonSerializable(typeof(NorceCreated))]
[JsonSerializable(typeof(ChannelDocument))]
[JsonSerializable(typeof(CheckoutAnswer))]
[JsonSerializable(typeof(PatchOperation[]))]
public sealed partial class NorceJson : JsonSerializerContext;
