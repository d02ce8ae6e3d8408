using Npgsql;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>A connection string of Npgsql's with a host. It holds a password, so no message shows it.</summary>
internal sealed class DatabaseAttribute : SecretAttribute
{
    public override string? MistakeIn(string text)
    {
        if (text.Contains("<password>", StringComparison.OrdinalIgnoreCase))
            return "holds still the placeholder of a sample; put the real password in its place";
        return IsReadable(text)
            ? null
            : "must be a connection string with a host, such as Host=db;Database=payments;Username=adapter";
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
