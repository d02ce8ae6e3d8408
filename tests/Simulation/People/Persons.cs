using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// Somebody who says in Qliro's frame who they are. No two persons of a world have a name, number, street or way to be
/// reached in common, so each value at Norce shows whose it is.
/// </summary>
/// <param name="Whole">All that could be said.</param>
/// <param name="Receiver">Who gets the goods when it is somebody else.</param>
internal sealed record Person(QliroPerson Whole, QliroPerson Receiver)
{
    /// <summary>The person whom the simulated Qliro knows when nobody has said anything.</summary>
    public static readonly Person Unnamed = new(new(), new());
}

/// <summary>The persons of a world.</summary>
internal sealed class Persons(Dice dice)
{
    private readonly List<Person> known = [];

    /// <summary>
    /// By e-mail address, which every person states, however little else. Without an address a person's e-mail address
    /// and phone are all that is known, so nothing could tell the next person from it who states less.
    /// </summary>
    public Person Find(string? email) => known.Find(person => person.Whole.Email == email) ?? Person.Unnamed;

    /// <summary>
    /// What nobody may read of them: all that they could say, but for a postal code, which is a number like others.
    /// </summary>
    public IEnumerable<string> Secrets => known.SelectMany(person => new[] { person.Whole, person.Receiver })
        .SelectMany(said => new[]
        {
            said.FirstName, said.LastName, said.CompanyName, said.PersonalNumber, said.VatNumber, said.Email,
            said.MobileNumber, said.CareOf, said.Street, said.Street2, said.City,
        }).OfType<string>();

    /// <summary>A new person; by chance a company's, unless the caller says.</summary>
    public Person Add(bool? isCompany = null)
    {
        var number = known.Count + 1;
        var whole = isCompany ?? dice.Chance(0.35) ? Company(number) : Private(number, "Namn", "Gatan");
        var person = new Person(whole, Private(number, "Mottagare", "Vägen"));
        known.Add(person);
        return person;
    }

    /// <summary>What this person says this time.</summary>
    public QliroPerson SaidBy(Person person, bool mayLeavePhoneOut) => person.Whole with
    {
        CareOf = Sometimes(person.Whole.CareOf),
        Street2 = Sometimes(person.Whole.Street2),
        VatNumber = Sometimes(person.Whole.VatNumber),
        MobileNumber = mayLeavePhoneOut ? Sometimes(person.Whole.MobileNumber)! : person.Whole.MobileNumber,
    };

    /// <summary>The same person before they have proved it: Qliro shows the place and the numbers masked.</summary>
    public static QliroPerson Masked(Person person) => new()
    {
        IsCompany = person.Whole.IsCompany,
        Email = person.Whole.Email,
        MobileNumber = person.Whole.MobileNumber,
        FirstName = "N***",
        LastName = "M*****",
        PersonalNumber = "9*****-****",
        Street = "G**** *",
        PostalCode = "1****",
        City = "O***",
    };

    private QliroPerson Private(int number, string name, string street) => new()
    {
        FirstName = $"{name} {number}",
        LastName = $"Efter{name} {number}",
        PersonalNumber = dice.Chance(0.8) ? $"900101-{number:0000}" : null!,
        Email = $"{number}@person.example",
        MobileNumber = $"+467000{number:00000}",
        CareOf = Sometimes($"c/o {name} {number}"),
        Street = $"{street} {number}",
        Street2 = Sometimes($"{street} lgh {number}"),
        PostalCode = $"{dice.Between(1, 9)}{number:0000}",
        City = $"{street}ort {number}",
    };

    private QliroPerson Company(int number) => Private(number, "Ekonomi", "Hamnen") with
    {
        IsCompany = true,
        CompanyName = $"Bolag {number} AB",
        FirstName = null!,
        LastName = null!,
        PersonalNumber = $"556000-{number:0000}",
        VatNumber = Sometimes($"SE556000{number:0000}01"),
    };

    private T? Sometimes<T>(T? value) where T : class => dice.Chance(0.5) ? value : null;
}
