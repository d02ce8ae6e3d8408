namespace QliroAdapter.Norce;

/// <summary>
/// The texts a channel need not configure, by the codes of <see cref="ShopperLanguage"/>; English for every other one.
/// </summary>
internal static class BuiltInTexts
{
    public static string Discount(string language) => language switch
    {
        "sv" or "nb" or "de" => "Rabatt",
        "da" => "Rabat",
        "fi" => "Alennus",
        "fr" => "Remise",
        "nl" => "Korting",
        _ => "Discount",
    };

    public static string Voucher(string language) => language switch
    {
        "sv" => "Presentkort",
        "nb" or "da" => "Gavekort",
        "fi" => "Lahjakortti",
        "de" => "Geschenkgutschein",
        "fr" => "Carte cadeau",
        "nl" => "Cadeaubon",
        _ => "Gift card",
    };

    public static string Fee(string language) => language switch
    {
        "sv" => "Avgift",
        "nb" or "da" => "Gebyr",
        "fi" => "Maksu",
        "de" => "Gebühr",
        "fr" => "Frais",
        "nl" => "Toeslag",
        _ => "Fee",
    };

    public static string Rounding(string language) => language switch
    {
        "sv" => "Avrundning",
        "nb" => "Avrunding",
        "da" => "Afrunding",
        "fi" => "Pyöristys",
        "de" => "Rundung",
        "fr" => "Arrondi",
        "nl" => "Afronding",
        _ => "Rounding",
    };

    public static string Refund(string language) => language switch
    {
        "sv" => "Återbetalning",
        "nb" => "Tilbakebetaling",
        "da" => "Tilbagebetaling",
        "fi" => "Hyvitys",
        "de" => "Erstattung",
        "fr" => "Remboursement",
        "nl" => "Terugbetaling",
        _ => "Refund",
    };
}
