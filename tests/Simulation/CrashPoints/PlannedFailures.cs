using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// Makes the store and the partners' connections fail where the point says; the defect, if there is one, is put in
/// front of them.
/// </summary>
internal sealed class PlannedFailures(ScriptedRun run, Defect defect) : Defect
{
    public override IPaymentStore Around(IPaymentStore store, World world)
        => defect.Around(new Store(store, run, world), world);

    public override HttpMessageHandler Around(HttpMessageHandler wire, Partner partner, World world)
        => defect.Around(new Wire(wire, run, world), partner, world);

    public override IPaymentGrains Around(IPaymentGrains grains, World world) => defect.Around(grains, world);

    public override HttpResponseMessage Answered(HttpResponseMessage response, string callback, string key)
        => defect.Answered(response, callback, key);

    private sealed class Store(IPaymentStore store, ScriptedRun run, World world) : IPaymentStore
    {
        public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        {
            if (!run.LoadFails()) return store.Load(key, cancellation);
            world.Trace.Add($"the store fails to load {key}");
            throw new StoreDownException("load");
        }

        public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
            => store.History(key, cancellation);

        public async Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
        {
            var trouble = run.OfCommit();
            if (trouble is { } known) world.Trace.Add($"{known} of {commit.Key} at {commit.ExpectedVersion}");
            if (trouble == Trouble.CommitFails) throw new StoreDownException("commit, not written");
            if (trouble == Trouble.Conflict) throw new StoreConflictException(commit.Key, commit.ExpectedVersion);
            var version = await store.Commit(commit, cancellation);
            return trouble is null ? version : throw new StoreDownException("commit, written");
        }

        public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
            => store.CountRepeat(repeat, cancellation);

        public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
            => store.Due(at, max, cancellation);
    }

    private sealed class Wire(HttpMessageHandler wire, ScriptedRun run, World world) : DelegatingHandler(wire)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var trouble = run.OfCall(request, world.Time.GetUtcNow());
            if (trouble is { } known) world.Trace.Add($"{known}: {request.Method} {request.RequestUri!.PathAndQuery}");
            if (trouble == Trouble.Unreachable) throw Broken(HttpRequestError.ConnectionError);
            if (trouble == Trouble.RequestLost) throw Broken(HttpRequestError.ResponseEnded);
            var response = await base.SendAsync(request, cancellationToken);
            return trouble is null ? response : throw Broken(HttpRequestError.ResponseEnded);
        }

        private static HttpRequestException Broken(HttpRequestError error) => new(error, "The planned failure.");
    }
}
