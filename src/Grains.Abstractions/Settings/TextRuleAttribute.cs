using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Settings;

/// <summary>
/// What a text may be; on a list, each of its entries. An absent or empty text is another rule's matter, entries of a
/// list excepted.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class TextRuleAttribute : ValidationAttribute
{
    /// <summary>True when no message may show the text.</summary>
    public virtual bool IsSecret => false;

    /// <summary>What is wrong, to stand behind the key; null when nothing is.</summary>
    public abstract string? MistakeIn(string text);

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => value is string { Length: > 0 } text && MistakeIn(text) is { } mistake
            ? new(mistake, [validationContext.MemberName ?? ""])
            : ValidationResult.Success;
}
