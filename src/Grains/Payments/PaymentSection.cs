using System.Text.Json.Serialization.Metadata;

namespace QliroAdapter.Payments;

/// <summary>
/// A part of the payment's document that a feature owns: the feature has the typed accessor, the document keeps the
/// value, and JSON has it as a member of the payment itself. Made once, held in a static field; every section that is
/// made is named by its <see cref="PaymentFeature"/>, for only those are stored.
/// </summary>
public abstract class PaymentSection
{
    private static int made;

    private protected PaymentSection(string name, bool isPersonal)
        => (Name, IsPersonal, Index) = (name, isPersonal, Interlocked.Increment(ref made) - 1);

    /// <summary>The member's name in stored JSON; never changed.</summary>
    public string Name { get; }

    public abstract Type Type { get; }

    /// <summary>
    /// True when it holds personal data or secrets: it is sealed when the adapter has data keys.
    /// </summary>
    public bool IsPersonal { get; }

    /// <summary>Its place in every document of this process.</summary>
    internal int Index { get; }

    /// <summary>Has the member written and read with the document.</summary>
    internal abstract void AddTo(JsonTypeInfo document);
}

/// <inheritdoc/>
/// <param name="name">The member's name in stored JSON.</param>
/// <param name="whenAbsent">What a document without it has.</param>
/// <param name="isPersonal">True when it holds personal data or secrets.</param>
public sealed class PaymentSection<T>(string name, T whenAbsent, bool isPersonal = false)
    : PaymentSection(name, isPersonal)
{
    public override Type Type => typeof(T);

    public T Of(PaymentDocument payment) => payment.Section(Index) is { } value ? (T)value : whenAbsent;

    /// <summary>
    /// For a document that is being made, in an initializer or a <c>with</c>: one that others hold does not change.
    /// </summary>
    public void Set(PaymentDocument payment, T value) => payment.SetSection(Index, value);

    internal override void AddTo(JsonTypeInfo document)
    {
        var member = document.CreateJsonPropertyInfo(typeof(T), Name);
        member.Get = payment => Of((PaymentDocument)payment);
        member.Set = (payment, value) => Set((PaymentDocument)payment, (T)value!);
        member.ShouldSerialize = (_, value) => value is not null;
        document.Properties.Add(member);
    }
}
