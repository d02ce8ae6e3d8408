namespace QliroAdapter.Norce;

/// <summary>
/// The built-in texts, for channels that configure none, by two-letter language in lower case; English for every other
/// language.
/// </summary>
internal static class BuiltInTexts
{
    public static string Discount(string language) => language switch
    {
        "sv" or "nb" or "nn" or "no" or "de" => "Rabatt",
        "da" => "Rabat",
        "fi" => "Alennus",
        _ => "Discount",
    };

    public static string Voucher(string language) => language switch
    {
        "sv" => "Presentkort",
        "nb" or "no" or "da" => "Gavekort",
        "nn" => "Gåvekort",
        "fi" => "Lahjakortti",
        "de" => "Geschenkgutschein",
        _ => "Gift card",
    };

    public static string Fee(string language) => language switch
    {
        "sv" => "Avgift",
        "nb" or "nn" or "no" or "da" => "Gebyr",
        "fi" => "Maksu",
        "de" => "Gebühr",
        _ => "Fee",
    };

    public static string Rounding(string language) => language switch
    {
        "sv" => "Avrundning",
        "nb" or "nn" or "no" => "Avrunding",
        "da" => "Afrunding",
        "fi" => "Pyöristys",
        "de" => "Rundung",
        _ => "Rounding",
    };
}
