using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>Counts what one counter of one app has added from now on; other apps in the process are ignored.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener listener = new();
    private long sum;

    public Counted(IServiceProvider app, string counter)
    {
        var factory = app.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Name == counter)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref sum, value));
        listener.Start();
    }

    public long Sum => Interlocked.Read(ref sum);

    public void Dispose() => listener.Dispose();
}
