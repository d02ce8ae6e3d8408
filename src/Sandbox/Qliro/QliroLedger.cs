using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>All orders, the ids given out and the request ids seen. <see cref="Gate"/> guards all of them.</summary>
internal sealed class QliroLedger(QliroSimulatorOptions options)
{
    public static readonly TimeSpan RequestMemory = TimeSpan.FromDays(7);
    public static readonly TimeSpan Session = TimeSpan.FromMinutes(90);
    public static readonly TimeSpan UpdateLimit = TimeSpan.FromHours(48);
    private readonly Dictionary<long, QliroOrder> orders = [];
    private readonly Dictionary<Guid, DateTimeOffset> requests = [];
    private long lastOrder = 4950000;
    private long lastTransaction = 3300000;
    private long lastAction;

    public Lock Gate { get; } = new();

    public IdSource Ids { get; } = new(options.Seed);

    public DateTimeOffset Now => options.Clock.GetUtcNow();

    public IEnumerable<QliroOrder> Orders => orders.Values;

    /// <summary>What merchants did wrong without being refused.</summary>
    public List<string> Mistakes { get; } = [];

    public QliroOrder Add(QliroMerchant merchant, System.Text.Json.Nodes.JsonObject request)
    {
        var order = new QliroOrder(++lastOrder, merchant, request) { CreatedAt = Now };
        Renew(order);
        orders[order.Id] = order;
        return order;
    }

    /// <summary>Starts a new session of the checkout page.</summary>
    public void Renew(QliroOrder order)
    {
        order.SessionExpiresAt = Now + Session;
        order.SessionToken = Ids.Token();
    }

    public QliroOrder? Find(long id) => orders.GetValueOrDefault(id);

    /// <summary>The merchant's order, or the refusal that another merchant gets.</summary>
    public QliroOrder Get(long id, QliroMerchant merchant)
    {
        var order = Find(id) ?? throw QliroRefusal.OrderNotFound(id.ToString());
        if (order.IsOf(merchant)) return order;
        throw options.ReportsMerchantMismatch
            ? QliroRefusal.Bad("MERCHANT_MISMATCH", $"Evaluation, order {id} belongs to another merchant.")
            : QliroRefusal.OrderNotFound(id.ToString());
    }

    /// <summary>The newest order with this reference; references need not be unique.</summary>
    public QliroOrder GetByReference(string reference, QliroMerchant merchant)
        => orders.Values.Where(order => order.IsOf(merchant) && order.Reference == reference)
            .MaxBy(order => order.Id)
            ?? throw QliroRefusal.OrderNotFound(reference);

    public bool WasSeen(Guid requestId) => requests.TryGetValue(requestId, out var at) && Now - at < RequestMemory;

    public void Remember(Guid requestId) => requests[requestId] = Now;

    public QliroTransaction AddTransaction(QliroOrder order, string type, decimal amount, long? originalId,
        Action? onSuccess = null)
    {
        var transaction =
            new QliroTransaction(++lastTransaction, order.Id, type, amount, originalId)
            {
                At = Now,
                OnSuccess = onSuccess
            };
        order.Transactions.Add(transaction);
        return transaction;
    }

    public void AddActions(QliroOrder order, string actionType, long transactionId, long parentId,
        IEnumerable<QliroLine> lines)
    {
        foreach (var line in lines.Where(line => line.Quantity > 0))
            order.Actions.Add(new ItemAction(++lastAction, actionType, transactionId, parentId, line));
    }

    public QliroTransaction? FindTransaction(long id)
        => orders.Values.SelectMany(order => order.Transactions).FirstOrDefault(one => one.Id == id);

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", null);
}
