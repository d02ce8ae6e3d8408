using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Store;

/// <summary>Reports one line per mistake, each naming its key.</summary>
internal sealed class SqliteStoreOptionsCheck : IValidateOptions<SqliteStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteStoreOptions options)
    {
        var mistakes = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new(options), mistakes, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(mistakes.Select(mistake => mistake.ErrorMessage!));
    }
}
