using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using QliroAdapter.Composition;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;
using QliroAdapter.Store;

namespace QliroAdapter.Bench.Pieces;

/// <summary>The document of a payment that saved a card: in clear, and sealed under a key that is made and wrapped
/// first.</summary>
public class SealedDocument
{
    private readonly PaymentVault vault = new(
        new(Options.Create(new KeyOptions { DataKeys = [Convert.ToBase64String(new byte[32])] })), Features.All);

    private PaymentDocument payment = null!;

    [GlobalSetup]
    public void Read() => payment = Features.Json.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reserved.json"))) with
    {
        Recurring = new()
        {
            Token = Masked.Of("6f2c4b0e-8f0a-4c0f-9a43-0d1c8d0a7e11"), Description = "**** **** **** 1234",
            BrandName = "VISA", ExpiryYear = "2028", ExpiryMonth = "7", Bin = "423456", Last4Digits = "1234",
        },
    };

    [Benchmark(Baseline = true)]
    public string InClear() => Features.Json.Write(payment);

    [Benchmark]
    public string Sealed() => vault.Seal(payment, PaymentSeal.None, 1).Document;
}
