using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// How payments are stored: the document's own members, and each section as a member beside them. The shape is pinned
/// by a test: a change of it is a change of what is on disk. Thread-safe.
/// </summary>
public sealed class PaymentJson
{
    private readonly JsonSerializerOptions reading;
    private readonly PaymentSection[] personal;

    /// <param name="sections">Those that are written and read; any other is dropped.</param>
    public PaymentJson(IReadOnlyList<PaymentSection> sections)
    {
        personal = [.. sections.Where(section => section.IsPersonal)];
        var members = new DefaultJsonTypeInfoResolver();
        members.Modifiers.Add(type =>
        {
            if (type.Type != typeof(PaymentDocument)) return;
            foreach (var section in sections) section.AddTo(type);
        });
        Options = new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = members,
        };
        Options.MakeReadOnly();
        // What is written leaves nulls out, so one that is read where there must be a value was not written by us.
        reading = new(Options) { RespectNullableAnnotations = true };
        reading.MakeReadOnly();
    }

    /// <summary>camelCase, enums as words; nulls are not written.</summary>
    public JsonSerializerOptions Options { get; }

    public string Write(PaymentDocument payment) => JsonSerializer.Serialize(payment, Options);

    /// <exception cref="UnreadablePaymentException">The stored text is not a payment of this version.</exception>
    public PaymentDocument ReadStored(StoredPayment stored)
    {
        try
        {
            return Read(stored.Document);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException
            or FormatException or InvalidOperationException or OverflowException)
        {
            throw new UnreadablePaymentException(stored.Key, problem);
        }
    }

    /// <exception cref="JsonException">The text is not a payment.</exception>
    public PaymentDocument Read(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        try
        {
            var json = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
            if (HasNullEntry(json)) throw new JsonException("A list of a stored payment has an entry that is null.");
            return JsonSerializer.Deserialize<PaymentDocument>(json, reading)
                ?? throw new JsonException("A stored payment is null.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>What the sections hold that are personal; null when all are absent.</summary>
    internal object?[]? Personal(PaymentDocument payment)
    {
        object?[]? values = null;
        for (var place = 0; place < personal.Length; place++)
        {
            if (payment.Section(personal[place].Index) is not { } value) continue;
            values ??= new object?[personal.Length];
            values[place] = value;
        }
        return values;
    }

    /// <summary>These sections alone, as one object.</summary>
    internal void WritePersonal(PaymentDocument payment, IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var section in personal)
        {
            if (payment.Section(section.Index) is not { } value) continue;
            writer.WritePropertyName(section.Name);
            JsonSerializer.Serialize(writer, value, section.Type, Options);
        }
        writer.WriteEndObject();
    }

    /// <summary>The payment without the sections that are personal, as UTF-8.</summary>
    internal byte[] WriteWithoutPersonal(PaymentDocument payment)
        => JsonSerializer.SerializeToUtf8Bytes(WithoutPersonal(payment, null), Options);

    /// <summary>The payment without them, and with their sealed text.</summary>
    internal PaymentDocument WithoutPersonal(PaymentDocument payment, string? text)
    {
        var without = payment with { Sealed = text };
        foreach (var section in personal)
        {
            if (without.Section(section.Index) is not null) without.SetSection(section.Index, null);
        }
        return without;
    }

    /// <summary>The payment with what <see cref="WritePersonal"/> wrote.</summary>
    /// <exception cref="JsonException">It was not written so.</exception>
    internal PaymentDocument WithPersonal(PaymentDocument payment, ReadOnlySpan<byte> written)
    {
        var whole = payment with { };
        var reader = new Utf8JsonReader(written);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (Array.Find(personal, section => section.Name == name) is { } section)
                whole.SetSection(section.Index, JsonSerializer.Deserialize(ref reader, section.Type, reading));
            else
                reader.Skip();
        }
        return whole;
    }

    // The serializer looks at members, and not at entries of lists.
    private static bool HasNullEntry(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var before = JsonTokenType.None;
        while (reader.Read())
        {
            var isEntry = reader.CurrentDepth > 0 && before != JsonTokenType.PropertyName;
            if (isEntry && reader.TokenType == JsonTokenType.Null) return true;
            before = reader.TokenType;
        }
        return false;
    }
}
