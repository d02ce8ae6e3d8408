namespace QliroAdapter.Client;

/// <summary>
/// The adapter's HTTP API, one method per route. A method returns when the adapter has answered with success.
/// Everything else throws an <see cref="AdapterException"/>, except a cancellation by the caller, which throws
/// <see cref="OperationCanceledException"/>. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Merchant, channel and bearer token are given once, in <see cref="AdapterClientOptions"/>. The methods of
/// Qliro's callbacks name merchant, channel and callback token themselves, as the URLs given to Qliro do.</para>
/// <para>The client repeats by itself what may be sent any number of times: reads, callbacks, remove and refresh, and
/// capture, cancel and refund with an idempotency key. A creation, money calls without a key, and
/// <see cref="UpdateShippingOption"/> are repeated only when no connection was made, because then nothing has
/// begun.</para> <para>An order id and a payment id are Norce's, 1 to 200 characters of any kind; they are escaped
/// here.</para>
/// </remarks>
public partial interface IAdapterClient;
