namespace QliroAdapter.Store;

/// <summary>
/// Payments about which something may be kept beside them: all whose personal data is not erased. In SQL that both
/// databases understand. Inside of a text of the document a quotation mark is escaped, so that no text looks like the
/// member.
/// </summary>
internal static class LivePaymentSql
{
    /// <summary>Of a row of <c>payments</c>.</summary>
    public const string Condition = "document not like '%\"erasedAt\":\"%'";
}
