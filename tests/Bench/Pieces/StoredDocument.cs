using BenchmarkDotNet.Attributes;
using QliroAdapter.Composition;
using QliroAdapter.Payments;

namespace QliroAdapter.Bench.Pieces;

/// <summary>A payment's document, written and read as at every commit and load.</summary>
public class StoredDocument
{
    private PaymentDocument payment = null!;
    private string text = null!;

    [GlobalSetup]
    public void Read()
    {
        text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reserved.json"));
        payment = Features.Json.Read(text);
        text = Features.Json.Write(payment);
    }

    [Benchmark]
    public string Encode() => Features.Json.Write(payment);

    [Benchmark]
    public PaymentDocument Decode() => Features.Json.Read(text);
}
