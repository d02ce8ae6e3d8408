namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class PostgresPaymentStore : PaymentStoreContract<PostgresHome>;
