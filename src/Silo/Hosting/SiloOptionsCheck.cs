using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Silo;

/// <summary>Reports one line per mistake, each naming its key.</summary>
internal sealed class SiloOptionsCheck : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        var mistakes = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), mistakes, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes.Select(mistake => mistake.ErrorMessage!));
    }
}
