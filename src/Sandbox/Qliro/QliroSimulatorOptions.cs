namespace QliroAdapter.Sandbox.Qliro;

/// <summary>A merchant's credentials at Qliro.</summary>
public sealed record QliroMerchant(string ApiKey, string ApiSecret);

/// <summary>When an accepted transaction gets its outcome.</summary>
public enum OutcomeTiming
{
    /// <summary>At once. The push may arrive before the answer, as it does at Qliro.</summary>
    Immediately,

    /// <summary>After <see cref="QliroSimulatorOptions.OutcomeDelay"/>.</summary>
    AfterDelay,

    /// <summary>Only when a test says so.</summary>
    OnCommand,
}

/// <summary>
/// The behaviour of the simulated Qliro where its documentation leaves a choice. Defaults are the stricter reading.
/// </summary>
public sealed class QliroSimulatorOptions
{
    public static QliroMerchant DefaultMerchant { get; } = new("DEMO", "demo-secret-0001");

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// False keeps it off the network; it is then reached through <see cref="QliroSimulator.CreateHandler"/>.
    /// </summary>
    public bool Listen { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same seed gives the same ids.</summary>
    public string Seed { get; init; } = "qliro";

    public IList<QliroMerchant> Merchants { get; } = [DefaultMerchant];

    /// <summary>Country and currency pairs that are set up at Qliro, as <c>SE/SEK</c>.</summary>
    public ISet<string> Markets { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "SE/SEK", "NO/NOK", "FI/EUR", "DK/DKK", "DE/EUR", "FR/EUR",
            "NL/EUR" };

    /// <summary>Sends pushes and callbacks to the adapter; null uses the network.</summary>
    public HttpMessageHandler? CallbackHandler { get; set; }

    public OutcomeTiming Outcomes { get; set; } = OutcomeTiming.Immediately;

    public TimeSpan OutcomeDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>False: pushes wait for <see cref="QliroSimulator.FlushPushes"/>.</summary>
    public bool PushesByThemselves { get; set; } = true;

    /// <summary>Multiplies the waits between the attempts of a push.</summary>
    public double PushScheduleScale { get; set; } = 1.0;

    /// <summary>How long one attempt of a push waits for its answer.</summary>
    public TimeSpan PushTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True: only the property <c>CallbackResponse</c>, spelled exactly so, stops a push.</summary>
    public bool StrictCallbackResponse { get; set; } = true;

    /// <summary>How long validation, shipping-method and shipping-address calls wait.</summary>
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>True: no answer to validation declines; false: it approves, as it does at Qliro.</summary>
    public bool SilenceRejects { get; set; }

    /// <summary>True: while one transaction of an order is open, others are refused.</summary>
    public bool OneTransactionAtATime { get; set; } = true;

    /// <summary>
    /// True: of several returns in one request only the first succeeds, as it is with card providers.
    /// </summary>
    public bool RejectsConcurrentRefunds { get; set; } = true;

    /// <summary>True: the RequestId of a refused request counts as used.</summary>
    public bool RemembersRefusedRequests { get; set; }

    public bool MergesEqualLines { get; set; } = true;

    /// <summary>True: members that UpdateOrder cannot change are refused; false: they are ignored.</summary>
    public bool RefusesFixedMembersInUpdate { get; set; } = true;

    /// <summary>True: an order whose lines sum to zero is accepted.</summary>
    public bool AcceptsZeroTotal { get; set; }

    /// <summary>True: callback and page URLs must be https.</summary>
    public bool RequiresHttps { get; set; }

    /// <summary>Push URLs set up at Qliro, so that create may leave them out.</summary>
    public bool PushUrlsPreset { get; set; }

    /// <summary>True: 404 on the merchant GET has JSON; false: an octet stream.</summary>
    public bool NotFoundAsJson { get; set; } = true;

    /// <summary>A delivery without a fee gets a line of 0.00, or none.</summary>
    public bool FreeShippingHasLine { get; set; } = true;

    /// <summary>The merchant's read of an order names the chosen delivery; its published schema does not.</summary>
    public bool ReadsNameDelivery { get; set; } = true;

    /// <summary>
    /// The shipping providers that are enabled for the account: <c>Unifaun</c> (nShift) and <c>Ingrid</c>. Asking for
    /// another is not refused.
    /// </summary>
    public ISet<string> ShippingProviders { get; } =
        new HashSet<string>(StringComparer.Ordinal) { ShippingOffers.Unifaun, ShippingOffers.Ingrid };

    /// <summary>False: the providers are down.</summary>
    public bool ShippingProvidersAnswer { get; set; } = true;

    /// <summary>What the providers offer.</summary>
    public IList<ShippingChoice> ProvidersDeliveries { get; } =
        [new("p19", "Postombud", 49m, 39.20m), new("p17", "Hemleverans", 99m, 79.20m)];

    /// <summary>
    /// True: a replaced reservation gets a Reversal and Release actions; false: only the newer reservation's
    /// OriginalPaymentTransactionId shows the replacement. Qliro does not publish which of the two it does.
    /// </summary>
    public bool ReleasesReplaced { get; set; } = true;

    /// <summary>
    /// True: UpdateItems answers one transaction without a list, as Qliro's own modules read it; false: a list, as its
    /// OpenAPI says. For direct methods it is always the former.
    /// </summary>
    public bool AnswersUpdatesFlat { get; set; } = true;

    /// <summary>
    /// The type of the transaction that AddItemsToInvoice makes, which is not published: Credit, Refund or
    /// UpdateInvoice.
    /// </summary>
    public string AdditionType { get; set; } = "Credit";

    /// <summary>
    /// How the admin order lists the line of an addition, which is not published either: Ship, Return, or null for not
    /// at all.
    /// </summary>
    public string? AdditionAction { get; set; }

    /// <summary>True: enumerations are answered in camel case.</summary>
    public bool CamelCaseEnumerations { get; set; }

    /// <summary>True: answers hold members that nobody documented.</summary>
    public bool AddsUnknownMembers { get; set; }

    /// <summary>True: the saved-card push carries its numbers as texts, as in the published sample.</summary>
    public bool SavedCardNumbersAsText { get; set; } = true;

    /// <summary>True: the error text is sent as <c>DetailedErrorMessage</c>.</summary>
    public bool DetailedErrorMessage { get; set; }

    /// <summary>True: an order of another merchant answers MERCHANT_MISMATCH; false: not found.</summary>
    public bool ReportsMerchantMismatch { get; set; }

    /// <summary>
    /// True: an <c>InProcess</c> push is sent before every outcome of an order-management transaction.
    /// </summary>
    public bool PushesInProcessFirst { get; set; }
}
