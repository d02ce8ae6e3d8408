using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Settings;
using QliroAdapter.Simulation.Audit;
using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;
using QliroAdapter.Store;
using QliroAdapter.Tests;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// The world of one seed: partners, one or two processes of the adapter on one store, people, and faults. First come
/// some hours with faults, then days without any, and then everything must be at rest and right.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string AdapterUrl = "http://adapter.example";

    /// <summary>Shoppers come until there are this many payments.</summary>
    public const int PaymentsMin = 20;

    /// <summary>At most this many come, however few of them get a payment.</summary>
    private const int ShoppersMax = 60;

    /// <summary>Longer than reconciliation, retries and repeated pushes take, one after the other.</summary>
    private static readonly TimeSpan longestCalm = TimeSpan.FromHours(240);

    /// <summary>
    /// Without faults a rare scan misses nothing that an earlier one would have found; an open checkout gets one.
    /// </summary>
    public static readonly TimeSpan ScansInCalm = TimeSpan.FromHours(6);

    private static readonly string fixedKey = Convert.ToBase64String(new byte[32]);

    private readonly List<Process> processes = [];
    private readonly List<Task> people = [];
    private readonly HashSet<RareBranch> rare = [];
    private readonly int seed;
    private int messages;
    private int shoppers;

    private World(int seed, Defect defect, bool isTraced, Plot plot)
    {
        this.seed = seed;
        Plot = plot;
        Defect = defect;
        Dice = new(seed);
        Time = new(Dice);
        Trace = new(Time, isTraced);
        Stormy = Weather = plot.Weather(Dice);
        Offers = plot.Offers(Dice);
        CircuitsJudgeBy = Dice.Of(2, 4, 8, 20);
        Persons = new(Dice);
        Auditor = new(this);
        Store = new(this);
        Front = new(this);
        Mail = new(this);
    }

    public Plot Plot { get; }

    public Defect Defect { get; }

    public Dice Dice { get; }

    public WorldTime Time { get; }

    public Trace Trace { get; }

    public Weather Weather { get; private set; }

    /// <summary>The faults before the calm.</summary>
    public Weather Stormy { get; }

    public Offers Offers { get; }

    /// <summary>Everybody who has said in Qliro's frame who they are, or is known to the shop.</summary>
    public Persons Persons { get; }

    /// <summary>
    /// The number of failed calls that open the circuit. Small, because orders are few here, so one order's trouble
    /// sometimes opens it.
    /// </summary>
    public int CircuitsJudgeBy { get; }

    public bool IsCalm { get; private set; }

    public Auditor Auditor { get; }

    public SharedStore Store { get; }

    /// <summary>The stored state of channels' grains; it survives every process.</summary>
    public StateShelf<ChannelState> Documents { get; } = new();

    public Front Front { get; }

    public Mail Mail { get; }

    public IReadOnlyList<Process> Processes => processes;

    public NorceSimulator Norce { get; private set; } = null!;

    public QliroSimulator Qliro { get; private set; } = null!;

    public Partner NorceSide { get; private set; } = null!;

    public Partner QliroSide { get; private set; } = null!;

    public IConfiguration Settings { get; private set; } = null!;

    /// <summary>Opens what the processes store.</summary>
    public PaymentVault Vault { get; private set; } = null!;

    /// <summary>One world in four has data keys and timeline keys; nothing else of it differs for that.</summary>
    public bool IsSealed => seed % 4 == 3;

    /// <summary>Every order, with what was asked for on it.</summary>
    public List<Purchase> Purchases { get; } = [];

    /// <summary>Remembers which rare branches these rows show.</summary>
    public void LookForRareBranches(IReadOnlyList<TimelineEntry> rows)
    {
        foreach (var row in rows)
        {
            foreach (var branch in RareBranches.All)
            {
                if (branch.IsIn(row)) rare.Add(branch);
            }
        }
    }

    public static OrderKey Key(string orderId)
        => OrderKey.Of(NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, orderId);

    /// <summary>
    /// For a message that starts something. Drawn when the caller asks, so that a message that arrives twice is one.
    /// </summary>
    public Guid NextMessageId() => new(seed, 0, 0, BitConverter.GetBytes((long)++messages));

    /// <summary>
    /// The world of this seed, lived to its end, or to the first finding, on this thread: see <see cref="Worlds"/>.
    /// </summary>
    public static Outcome Run(int seed, Defect defect, bool isTraced = false, Plot? plot = null)
        => RunHere(seed, defect, isTraced, plot ?? Plot.Random).GetAwaiter().GetResult();

    private static async Task<Outcome> RunHere(int seed, Defect defect, bool isTraced, Plot plot)
    {
        var world = new World(seed, defect, isTraced, plot);
        await world.Open();
        world.Live();
        var outcome = new Outcome(
            plot.Replay(seed), seed, world.Store.PaymentCount, world.Auditor.Violations, world.Trace.Lines,
            world.Trace.Hash(), world.rare);
        await world.DisposeAsync();
        return outcome;
    }

    private async Task Open()
    {
        Norce = await NorceSimulator.Start(new()
        {
            Listen = false, Clock = Time, CallbackHandler = Front,
            BusyOrder = Dice.Of(BusyOrder.Refuse, BusyOrder.Wait),
            AcceptsCancelledAndRefunded = true, ValidationErrorsInObject = Dice.Chance(0.5),
        });
        Qliro = await QliroSimulator.Start(new()
        {
            Listen = false, Clock = Time, CallbackHandler = Front, PushesByThemselves = false,
            Outcomes = OutcomeTiming.AfterDelay, PushesInProcessFirst = Dice.Chance(0.3),
            RemembersRefusedRequests = Dice.Chance(0.3), CamelCaseEnumerations = Dice.Chance(0.2),
            AddsUnknownMembers = Dice.Chance(0.2), RejectsConcurrentRefunds = Dice.Chance(0.5),
            ReleasesReplaced = Dice.Chance(0.5), AnswersUpdatesFlat = Dice.Chance(0.5),
            AdditionType = Dice.Of("Credit", "Refund", "UpdateInvoice"),
            AdditionAction = Dice.Of<string?>(null, null, "Ship", "Return"),
        });
        // With neither of them nobody could know of a delivery that costs nothing, unless the validation is heard.
        (Qliro.Options.FreeShippingHasLine, Qliro.Options.ReadsNameDelivery)
            = Dice.Of((true, true), (true, false), (false, true));
        if (Offers.ProviderStanding == ProviderStanding.NotEnabled) Qliro.Options.ShippingProviders.Clear();
        Qliro.Options.ShippingProvidersAnswer = Offers.ProviderStanding != ProviderStanding.Down;
        Qliro.Options.ProvidersDeliveries.Clear();
        Qliro.Options.ProvidersDeliveries.Add(Deliveries.First);
        Qliro.PushSwitches.Drop = Mail.Take;
        NorceSide = new("Norce", Norce.CreateHandler(), Norce.Log, weather => weather.Norce);
        QliroSide = new("Qliro", Qliro.CreateHandler(), Qliro.Log, weather => weather.Qliro);
        Settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(Channel())
        {
            ["Adapter:PublicUrl"] = AdapterUrl,
            ["Adapter:CallbackSecrets:0"] = "callback-secret-0123456789",
            ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
            ["Norce:OrderApiUrl"] = Norce.OrderApiUrl,
            ["Norce:ConfigurationApiUrl"] = Norce.ConfigurationApiUrl,
            ["Outage:CallsMin"] = CircuitsJudgeBy.ToString(),
            ["Reconciliation:IntervalSeconds"] = Dice.Between(120, 900).ToString(),
        }.Concat(Keys())).Build();
        Vault = new(new(Options.Create(Settings.Read<KeyOptions>())), Features.All);
        var count = Plot.Processes(Dice);
        for (var number = 0; number < count; number++) processes.Add(new(this, $"{(char)('A' + number)}"));
    }

    private Dictionary<string, string?> Keys() => !IsSealed
        ? []
        : new() { ["Adapter:DataKeys:0"] = fixedKey, ["Adapter:TimelineKeys:0"] = fixedKey };

    /// <summary>
    /// The channel's document, in the settings. With a shared read of it, callers would continue on other threads,
    /// because a task with several waiters continues all but one on the thread pool.
    /// </summary>
    private Dictionary<string, string?> Channel()
    {
        var merchant = QliroSimulatorOptions.DefaultMerchant;
        var document = NorceOrders.Configuration(
            Qliro.BaseUrl, merchant.ApiKey, merchant.ApiSecret, AdapterUrl, "http://shop.example");
        var options = (JsonObject)document["options"]!;
        options["useUpsell"] = Offers.AddsGoods;
        options["upsellTimeoutSeconds"] = (int)Offers.Window.TotalSeconds;
        options["recurring"] = Offers.Renews;
        options["useIntegratedShipping"] = Offers is { Ships: true, HasOptions: false };
        if (Offers is { Ships: true, HasOptions: true }) document["shippingOptions"] = Deliveries.Options;
        if (Deliveries.Integrated(Offers) is { } integrated) document["integratedShipping"] = integrated;
        document["merchant"] = NorceSimulatorOptions.DefaultMerchant;
        document["channel"] = NorceSimulatorOptions.DefaultChannel;
        var settings = new Dictionary<string, string?>();
        Flatten(document, "Channels:0");
        return settings;

        void Flatten(JsonNode? node, string path)
        {
            if (node is JsonObject members) foreach (var (name, value) in members) Flatten(value, $"{path}:{name}");
            else if (node is JsonArray entries)
                for (var entry = 0; entry < entries.Count; entry++) Flatten(entries[entry], $"{path}:{entry}");
            else settings[path] = node?.ToString();
        }
    }

    private void Live()
    {
        Trace.Add(Weather.ToString());
        Trace.Add(Offers.ToString());
        foreach (var process in processes) process.Start();
        foreach (var outage in Weather.Outages)
        {
            Trace.Add(outage.ToString());
            _ = outage.Pass(this);
        }
        var arrivals = Plot.Arrive(this);
        Run(() => arrivals.IsCompleted && people.TrueForAll(person => person.IsCompleted), TimeSpan.FromDays(3));
        if (Auditor.Violations.Count > 0) return;
        Trace.Add("calm");
        (IsCalm, Weather) = (true, Weather.Calm with { DownSeconds = TimeSpan.Zero });
        NorceSide.ComeUp(this);
        QliroSide.ComeUp(this);
        Qliro.Options.OutcomeDelay = TimeSpan.FromSeconds(1);
        foreach (var process in processes) process.ScanEvery(ScansInCalm);
        Run(() => Store.NextDue is null && Mail.Undelivered == 0
            && !processes.Exists(process => process.Busy.Any()), longestCalm);
        if (Auditor.Violations.Count == 0) Auditor.AtRest();
        if (Auditor.Violations.Count == 0) Plot.AtRest(this);
    }

    /// <summary>Lets shoppers come, one after the other.</summary>
    public async Task Shop()
    {
        while (Store.PaymentCount < PaymentsMin && shoppers++ < ShoppersMax)
        {
            var purchase = new Purchase(Purchases.Count) { IsDigital = Offers.NamesPersons && Dice.Chance(0.2) };
            Purchases.Add(purchase);
            Enter($"shopper {purchase.Number}", new Shopper(this, purchase).Live());
            await Time.Pause(Dice.Seconds(0, 12 * 60));
        }
    }

    /// <summary>Adds a person whose script must come to its end.</summary>
    public void Enter(string who, Task script) => people.Add(Auditor.Watch(who, script));

    private void Run(Func<bool> isOver, TimeSpan longest)
    {
        var until = Time.GetUtcNow() + longest;
        while (Auditor.Violations.Count == 0 && !isOver() && Time.Step(until))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Norce.DisposeAsync();
        await Qliro.DisposeAsync();
    }

    /// <summary>The outcome of a seed.</summary>
    /// <param name="Replay">The command that runs it again and shows its trace.</param>
    /// <param name="Payments">Number of payments when it ended.</param>
    /// <param name="Rare">The rare branches that it reached.</param>
    public sealed record Outcome(
        string Replay, int Seed, int Payments, IReadOnlyList<string> Violations, IReadOnlyList<string> Trace,
        string Hash, IReadOnlySet<RareBranch> Rare);
}
