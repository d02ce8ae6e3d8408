using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.Norce;

/// <summary><c>integratedShipping</c> as it is written; <see cref="IntegratedShipping"/> explains it.</summary>
public sealed record IntegratedShippingEntry : IValidatableObject
{
    [Required]
    [EnumDataType(typeof(ShippingProvider), ErrorMessage = "must be one of nShift, Ingrid")]
    public ShippingProvider? Provider { get; init; }

    public string? CheckoutId { get; init; }

    public JsonElement? Tags { get; init; }

    public JsonElement? Metadata { get; init; }

    public IReadOnlyList<ShippingOptionEntry> Fallback { get; init; } = [];

    /// <inheritdoc cref="IntegratedShipping.Required"/>
    public bool Required { get; init; } = true;

    /// <summary>What it says.</summary>
    public IntegratedShipping ToIntegratedShipping() => new()
    {
        Provider = Provider!.Value,
        CheckoutId = CheckoutId,
        Tags = IngridOrder.Members(Tags)
            .ToDictionary(tag => tag.Name, tag => TextOf(tag.Value)!, StringComparer.Ordinal),
        Metadata = Metadata,
        Fallback = [.. Fallback.Select(option => option.ToOption())],
        Required = Required,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var mistake in new[] { MistakeInTags(), MistakeInMetadata(), MistakeInFallback() })
            if (mistake is not null) yield return mistake;
    }

    private ValidationResult? MistakeInTags()
    {
        var tags = IngridOrder.Members(Tags).ToList();
        if (tags.Count > FieldLimits.TagsMax) return Wrong(nameof(Tags), $"must be at most {FieldLimits.TagsMax} tags");
        return tags.TrueForAll(tag => tag.Name.Length is > 0 and <= FieldLimits.TagNameMax
            && TextOf(tag.Value) is { Length: <= FieldLimits.TagValueMax })
                ? null
                : Wrong(nameof(Tags), $"must have names of 1 to {FieldLimits.TagNameMax} letters and texts of at most "
                    + $"{FieldLimits.TagValueMax}");
    }

    private ValidationResult? MistakeInMetadata()
    {
        var ofOrder = IngridOrder.Members(Metadata).Where(member => IngridOrder.IsKey(member.Name)).ToList();
        return ofOrder.TrueForAll(member => IngridOrder.Texts(member.Value) is { } texts
            && texts.All(text => text.Length <= FieldLimits.MetadataValueMax))
                ? null
                : Wrong(nameof(Metadata), $"must have {IngridOrder.Vouchers} and {IngridOrder.CartAttributes} as texts "
                    + $"of at most {FieldLimits.MetadataValueMax} letters, or lists of them");
    }

    private ValidationResult? MistakeInFallback()
        => ShippingOptionEntry.MistakeIn(Fallback) is { } mistake ? Wrong(nameof(Fallback), mistake) : null;

    private static ValidationResult Wrong(string member, string mistake) => new(mistake, [member]);

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object or JsonValueKind.Array => null,
        _ => value.GetRawText(),
    };
}
