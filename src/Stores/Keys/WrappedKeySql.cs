namespace QliroAdapter.Store;

/// <summary>Statements about wrapped keys that both databases understand; answered by their index.</summary>
internal static class WrappedKeySql
{
    public const string Count =
        """
        select substr(data_key, 1, 11), count(*) from payments where data_key is not null
        group by substr(data_key, 1, 11) order by 1
        """;

    public const string Page =
        """
        select key, data_key from payments
        where data_key is not null and substr(data_key, 1, 11) = @prefix and key > @after
        order by key limit @max
        """;

    public const string Replace = "update payments set data_key = @new where key = @key and data_key = @old";
}
