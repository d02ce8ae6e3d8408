using QliroAdapter.Bench.Baseline;

await using var app = await BaselineApp.Build(args);
await app.RunAsync();
