using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Reports one line per mistake, each naming its key. Never repeats the connection string, because it holds the
/// password.
/// </summary>
public sealed class PostgresStoreOptionsCheck : IValidateOptions<PostgresStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStoreOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        var mistakes = results.Select(result => result.ErrorMessage!).ToList();
        if (MistakeIn(options.ConnectionString) is { } mistake)
            mistakes.Add($"{PostgresStoreOptions.ConnectionStringKey} {mistake}.");
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>What is wrong with a connection string; null when it is right or empty.</summary>
    public static string? MistakeIn(string? text) => string.IsNullOrEmpty(text) || IsReadable(text)
        ? null
        : "must be a connection string with a host, such as Host=db;Database=payments;Username=adapter";

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
