namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class SqlitePaymentStore : PaymentStoreContract<SqliteHome>;
