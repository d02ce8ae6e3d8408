namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The text that the shopper reads when a purchase is declined: at most 150 characters (Qliro ignores longer ones), in
/// the order's language.
/// </summary>
public static class DeclineTexts
{
    /// <summary>Qliro's limit.</summary>
    public const int LengthMax = 150;

    /// <summary>The text in the culture's language; English for other languages.</summary>
    public static string Of(string? culture, DeclineCause cause)
        => texts[ShopperLanguage.Of(culture) ?? ShopperLanguage.English][Index(cause)];

    private static int Index(DeclineCause cause) => cause switch
    {
        DeclineCause.Changed => 1,
        DeclineCause.NotOpen => 2,
        DeclineCause.Validation => 3,
        DeclineCause.OutOfStock => 4,
        DeclineCause.IdentityNotVerified => 5,
        DeclineCause.PostalCode => 6,
        DeclineCause.ShippingForPostalCode => 7,
        DeclineCause.DeliveryMissing => 8,
        _ => 0,
    };

    private static readonly Dictionary<string, string[]> texts = new(StringComparer.Ordinal)
    {
        ["sv"] =
        [
            "Vi kunde inte kontrollera din order just nu. Försök igen om en stund.",
            "Din varukorg har ändrats. Ladda om sidan och försök igen.",
            "Ordern kan inte betalas just nu. Ladda om sidan och försök igen.",
            "Din order kunde inte godkännas. Kontrollera varukorgen och försök igen.",
            "En eller flera varor är slut i lager.",
            "Du behöver verifiera din identitet för att slutföra köpet.",
            "Vi levererar inte till postnumret.",
            "Det valda leveranssättet stöds inte för postnumret.",
            "Välj ett leveranssätt och försök igen.",
        ],
        ["nb"] =
        [
            "Vi kunne ikke kontrollere bestillingen akkurat nå. Prøv igjen om litt.",
            "Handlekurven er endret. Last siden på nytt og prøv igjen.",
            "Bestillingen kan ikke betales akkurat nå. Last siden på nytt og prøv igjen.",
            "Bestillingen kunne ikke godkjennes. Kontroller handlekurven og prøv igjen.",
            "En eller flere varer er utsolgt.",
            "Du må bekrefte identiteten din for å fullføre kjøpet.",
            "Vi leverer ikke til postnummeret.",
            "Valgt leveringsmåte støttes ikke for postnummeret.",
            "Velg en leveringsmåte og prøv igjen.",
        ],
        ["da"] =
        [
            "Vi kunne ikke kontrollere ordren lige nu. Prøv igen om lidt.",
            "Din kurv er ændret. Genindlæs siden, og prøv igen.",
            "Ordren kan ikke betales lige nu. Genindlæs siden, og prøv igen.",
            "Ordren kunne ikke godkendes. Kontrollér kurven, og prøv igen.",
            "En eller flere varer er udsolgt.",
            "Du skal bekræfte din identitet for at gennemføre købet.",
            "Vi leverer ikke til postnummeret.",
            "Den valgte levering understøttes ikke for postnummeret.",
            "Vælg en leveringsmåde, og prøv igen.",
        ],
        ["fi"] =
        [
            "Tilausta ei voitu tarkistaa juuri nyt. Yritä hetken kuluttua uudelleen.",
            "Ostoskori on muuttunut. Lataa sivu uudelleen ja yritä uudelleen.",
            "Tilausta ei voi maksaa juuri nyt. Lataa sivu uudelleen ja yritä uudelleen.",
            "Tilausta ei voitu hyväksyä. Tarkista ostoskori ja yritä uudelleen.",
            "Yksi tai useampi tuote on loppunut varastosta.",
            "Sinun on vahvistettava henkilöllisyytesi ostoksen viimeistelemiseksi.",
            "Emme toimita tähän postinumeroon.",
            "Valittu toimitustapa ei ole käytettävissä tässä postinumerossa.",
            "Valitse toimitustapa ja yritä uudelleen.",
        ],
        ["de"] =
        [
            "Wir konnten die Bestellung gerade nicht prüfen. Bitte versuchen Sie es gleich noch einmal.",
            "Der Warenkorb hat sich geändert. Bitte laden Sie die Seite neu.",
            "Die Bestellung kann gerade nicht bezahlt werden. Bitte laden Sie die Seite neu.",
            "Die Bestellung konnte nicht bestätigt werden. Bitte prüfen Sie den Warenkorb.",
            "Ein oder mehrere Artikel sind nicht mehr vorrätig.",
            "Bitte bestätigen Sie Ihre Identität, um den Kauf abzuschließen.",
            "Wir liefern nicht an diese Postleitzahl.",
            "Die gewählte Versandart wird für diese Postleitzahl nicht angeboten.",
            "Bitte wählen Sie eine Versandart und versuchen Sie es noch einmal.",
        ],
        ["fr"] =
        [
            "Nous n'avons pas pu vérifier votre commande. Veuillez réessayer dans un instant.",
            "Votre panier a changé. Veuillez recharger la page et réessayer.",
            "La commande ne peut pas être payée pour le moment. Veuillez recharger la page et réessayer.",
            "Votre commande n'a pas pu être validée. Veuillez vérifier votre panier et réessayer.",
            "Un ou plusieurs articles ne sont plus en stock.",
            "Veuillez confirmer votre identité pour terminer l'achat.",
            "Nous ne livrons pas à ce code postal.",
            "La livraison choisie n'est pas disponible pour ce code postal.",
            "Veuillez choisir un mode de livraison et réessayer.",
        ],
        ["nl"] =
        [
            "We konden uw bestelling nu niet controleren. Probeer het zo meteen opnieuw.",
            "Uw winkelwagen is gewijzigd. Laad de pagina opnieuw en probeer het nog eens.",
            "De bestelling kan nu niet worden betaald. Laad de pagina opnieuw en probeer het nog eens.",
            "Uw bestelling kon niet worden goedgekeurd. Controleer uw winkelwagen en probeer het opnieuw.",
            "Een of meer artikelen zijn niet op voorraad.",
            "Bevestig uw identiteit om de aankoop af te ronden.",
            "We leveren niet op deze postcode.",
            "De gekozen levering is niet beschikbaar voor deze postcode.",
            "Kies een verzendwijze en probeer het opnieuw.",
        ],
        ["en"] =
        [
            "We could not check your order just now. Please try again in a moment.",
            "Your cart has changed. Please reload the page and try again.",
            "The order cannot be paid just now. Please reload the page and try again.",
            "Your order could not be approved. Please check your cart and try again.",
            "One or more items are out of stock.",
            "Please verify your identity to complete the purchase.",
            "We do not deliver to this postal code.",
            "The chosen delivery is not available for this postal code.",
            "Please choose a delivery and try again.",
        ],
    };
}
