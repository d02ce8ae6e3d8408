namespace QliroAdapter.Client;

/// <summary>
/// The adapter's HTTP API, one method per route. A method returns once the adapter has answered with success;
/// everything else is an <see cref="AdapterException"/>, except that a call withdrawn by its caller ends in
/// <see cref="OperationCanceledException"/>. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Merchant, channel and bearer token stand once, in <see cref="AdapterClientOptions"/>. The methods of Qliro's
/// callbacks name merchant, channel and callback token themselves, as the URLs handed to Qliro do.</para>
/// <para>The client repeats by itself what the adapter takes any number of times: reads, callbacks, remove and refresh,
/// and capture, cancel and refund under an idempotency key. A creation, money calls without a key, and
/// <see cref="UpdateShippingOption"/> are repeated only when no connection came about: nothing has begun.</para>
/// <para>An order id and a payment id are Norce's, 1 to 200 characters of any kind; they are escaped here.</para>
/// </remarks>
public partial interface IAdapterClient;
