using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>One line per mistake, each naming its key. Never repeats the connection string and its password.</summary>
internal sealed class PostgresStoreOptionsCheck : IValidateOptions<PostgresStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStoreOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        var mistakes = results.Select(result => result.ErrorMessage!).ToList();
        if (options.ConnectionString.Length > 0 && !IsReadable(options.ConnectionString))
            mistakes.Add(PostgresStoreOptions.ConnectionStringKey
                + " must be a connection string with a host, such as Host=db;Database=payments;Username=adapter.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static bool IsReadable(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
