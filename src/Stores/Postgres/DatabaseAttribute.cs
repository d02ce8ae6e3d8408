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
        if (IsVariable(text)) return base.MistakeIn(text);
        if (Read(text) is not { Host.Length: > 0 } database)
            return "must be a connection string with a host, such as Host=db;Database=payments;Username=adapter";
        return database.Values.OfType<string>().Any(IsVariable)
            ? "holds still a variable that nothing has filled in; set that, or put the real value in its place"
            : null;
    }

    private static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            return new(text);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
