namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The texts of the simulated frame in one language.</summary>
internal sealed record FrameTexts
{
    public required string Simulated { get; init; }

    public required string YourOrder { get; init; }

    /// <summary>Headings of the lines: goods, quantity, sum.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required string ToPay { get; init; }

    public required string YourDetails { get; init; }

    public required string Person { get; init; }

    public required string Company { get; init; }

    /// <summary>
    /// Labels: e-mail, mobile, personal number, organisation number, first name, last name, company name, street,
    /// postal code, city.
    /// </summary>
    public required IReadOnlyList<string> Fields { get; init; }

    public required string TestPerson { get; init; }

    /// <summary>How a test person's purchases end: approved, on hold, denied.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    public required string Shipping { get; init; }

    /// <summary>The buy button.</summary>
    public required string Pay { get; init; }

    /// <summary>After a purchase: completed, on hold, refused.</summary>
    public required IReadOnlyList<string> Receipt { get; init; }

    public required string OrderNumber { get; init; }

    public required string Expired { get; init; }

    /// <summary>The language of an order, <c>sv-se</c>; English for one that is not simulated.</summary>
    public static FrameTexts In(string language) => language.ToLowerInvariant().Split('-', '_')[0] switch
    {
        "sv" => swedish,
        "nb" or "nn" or "no" => norwegian,
        "da" => danish,
        "fi" => finnish,
        "de" => german,
        "fr" => french,
        "nl" => dutch,
        _ => english,
    };

    private static readonly FrameTexts swedish = new()
    {
        Simulated = "simulerad", YourOrder = "Din order", Columns = ["Vara", "Antal", "Summa"], ToPay = "Att betala",
        YourDetails = "Dina uppgifter", Person = "Privatperson", Company = "Företag",
        Fields = ["E-post", "Mobilnummer", "Personnummer", "Organisationsnummer", "Förnamn", "Efternamn",
            "Företagsnamn",
            "Gatuadress", "Postnummer", "Ort"],
        TestPerson = "Testperson", Outcomes = ["godkänns", "granskas", "nekas"], Shipping = "Leverans", Pay = "Betala",
        Receipt = ["Tack för ditt köp!", "Tack! Ditt köp granskas.", "Köpet kunde inte genomföras."],
        OrderNumber = "Ordernummer hos Qliro", Expired = "Sessionen har gått ut. Ladda om sidan.",
    };

    private static readonly FrameTexts norwegian = new()
    {
        Simulated = "simulert", YourOrder = "Din ordre", Columns = ["Vare", "Antall", "Sum"], ToPay = "Å betale",
        YourDetails = "Dine opplysninger", Person = "Privatperson", Company = "Bedrift",
        Fields = ["E-post", "Mobilnummer", "Fødselsnummer", "Organisasjonsnummer", "Fornavn", "Etternavn", "Firmanavn",
            "Gateadresse", "Postnummer", "Poststed"],
        TestPerson = "Testperson", Outcomes = ["godkjennes", "vurderes", "avslås"],
        Shipping = "Levering", Pay = "Betal",
        Receipt = ["Takk for ditt kjøp!", "Takk! Kjøpet ditt vurderes.", "Kjøpet kunne ikke gjennomføres."],
        OrderNumber = "Ordrenummer hos Qliro", Expired = "Økten er utløpt. Last inn siden på nytt.",
    };

    private static readonly FrameTexts danish = new()
    {
        Simulated = "simuleret", YourOrder = "Din ordre", Columns = ["Vare", "Antal", "Sum"], ToPay = "At betale",
        YourDetails = "Dine oplysninger", Person = "Privatperson", Company = "Virksomhed",
        Fields = ["E-mail", "Mobilnummer", "CPR-nummer", "CVR-nummer", "Fornavn", "Efternavn", "Firmanavn",
            "Vej og nummer",
            "Postnummer", "By"],
        TestPerson = "Testperson", Outcomes = ["godkendes", "vurderes", "afvises"],
        Shipping = "Levering", Pay = "Betal",
        Receipt = ["Tak for dit køb!", "Tak! Dit køb vurderes.", "Købet kunne ikke gennemføres."],
        OrderNumber = "Ordrenummer hos Qliro", Expired = "Sessionen er udløbet. Genindlæs siden.",
    };

    private static readonly FrameTexts finnish = new()
    {
        Simulated = "simuloitu", YourOrder = "Tilauksesi", Columns = ["Tuote", "Määrä", "Summa"], ToPay = "Maksettavaa",
        YourDetails = "Tietosi", Person = "Yksityishenkilö", Company = "Yritys",
        Fields = ["Sähköposti", "Matkapuhelin", "Henkilötunnus", "Y-tunnus", "Etunimi", "Sukunimi", "Yrityksen nimi",
            "Katuosoite", "Postinumero", "Postitoimipaikka"],
        TestPerson = "Testihenkilö", Outcomes = ["hyväksytään", "tarkistetaan", "hylätään"], Shipping = "Toimitus",
        Pay = "Maksa",
        Receipt = ["Kiitos ostoksestasi!", "Kiitos! Ostoksesi tarkistetaan.", "Ostosta ei voitu suorittaa."],
        OrderNumber = "Tilausnumero Qlirolla", Expired = "Istunto on vanhentunut. Lataa sivu uudelleen.",
    };

    private static readonly FrameTexts german = new()
    {
        Simulated = "simuliert", YourOrder = "Ihre Bestellung", Columns = ["Artikel", "Menge", "Summe"],
        ToPay = "Zu zahlen", YourDetails = "Ihre Angaben", Person = "Privatperson", Company = "Firma",
        Fields = ["E-Mail", "Mobilnummer", "Personennummer", "Handelsregisternummer", "Vorname", "Nachname",
            "Firmenname",
            "Straße", "Postleitzahl", "Ort"],
        TestPerson = "Testperson", Outcomes = ["angenommen", "in Prüfung", "abgelehnt"], Shipping = "Lieferung",
        Pay = "Bezahlen",
        Receipt = ["Danke für Ihren Einkauf!", "Danke! Ihr Einkauf wird geprüft.", "Der Kauf war nicht möglich."],
        OrderNumber = "Bestellnummer bei Qliro", Expired = "Die Sitzung ist abgelaufen. Laden Sie die Seite neu.",
    };

    private static readonly FrameTexts french = new()
    {
        Simulated = "simulé", YourOrder = "Votre commande", Columns = ["Article", "Quantité", "Somme"],
        ToPay = "À payer", YourDetails = "Vos coordonnées", Person = "Particulier", Company = "Entreprise",
        Fields = ["E-mail", "Téléphone mobile", "Numéro personnel", "Numéro d'entreprise", "Prénom", "Nom",
            "Nom de l'entreprise", "Rue", "Code postal", "Ville"],
        TestPerson = "Personne de test", Outcomes = ["accepté", "en examen", "refusé"], Shipping = "Livraison",
        Pay = "Payer",
        Receipt = ["Merci pour votre achat !", "Merci ! Votre achat est en cours d'examen.",
            "L'achat n'a pas pu être effectué."],
        OrderNumber = "Numéro de commande chez Qliro", Expired = "La session a expiré. Rechargez la page.",
    };

    private static readonly FrameTexts dutch = new()
    {
        Simulated = "gesimuleerd", YourOrder = "Uw bestelling", Columns = ["Artikel", "Aantal", "Bedrag"],
        ToPay = "Te betalen", YourDetails = "Uw gegevens", Person = "Particulier", Company = "Bedrijf",
        Fields = ["E-mail", "Mobiel nummer", "Persoonsnummer", "KvK-nummer", "Voornaam", "Achternaam", "Bedrijfsnaam",
            "Straat", "Postcode", "Plaats"],
        TestPerson = "Testpersoon", Outcomes = ["goedgekeurd", "in behandeling", "geweigerd"], Shipping = "Bezorging",
        Pay = "Betalen",
        Receipt = ["Bedankt voor uw aankoop!", "Bedankt! Uw aankoop wordt beoordeeld.",
            "De aankoop kon niet worden gedaan."],
        OrderNumber = "Bestelnummer bij Qliro", Expired = "De sessie is verlopen. Laad de pagina opnieuw.",
    };

    private static readonly FrameTexts english = new()
    {
        Simulated = "simulated", YourOrder = "Your order", Columns = ["Item", "Quantity", "Sum"], ToPay = "To pay",
        YourDetails = "Your details", Person = "Private person", Company = "Company",
        Fields = ["E-mail", "Mobile number", "Personal number", "Organisation number", "First name", "Last name",
            "Company name", "Street", "Postal code", "City"],
        TestPerson = "Test person", Outcomes = ["approved", "on hold", "denied"], Shipping = "Delivery", Pay = "Pay",
        Receipt = ["Thank you for your purchase!", "Thank you! Your purchase is being reviewed.",
            "The purchase could not be made."],
        OrderNumber = "Order number at Qliro", Expired = "The session has ended. Reload the page.",
    };
}
