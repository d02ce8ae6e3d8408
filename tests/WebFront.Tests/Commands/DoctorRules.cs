using System.Net.Security;
using QliroAdapter.Partners;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>The results for what was found, boundary by boundary.</summary>
public sealed class DoctorRules
{
    private const string Hashed = "sha256:aa";
    private const string Long = "0123456789012345678901234567890";
    private static readonly DateTimeOffset now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fail  access tokens: none")]
    [InlineData("warn  access tokens: one has 15 letters and can be guessed", "012345678901234")]
    [InlineData("warn  access tokens: 1 of 2 stands in the settings in plain text", "0123456789012345", Hashed)]
    [InlineData("ok    access tokens: one, hashed", Hashed)]
    [InlineData("ok    access tokens: two, hashed", Hashed, "SHA256:bb")]
    [InlineData("warn  access tokens: 3 are valid", Hashed, Hashed, Hashed)]
    public void Should_weigh_access_tokens(string line, params string[] tokens)
        => SecretChecks.AccessTokens(tokens).ToString().ShouldStartWith(line);

    [Theory]
    [InlineData("ok    ops tokens: none")]
    [InlineData("warn  ops tokens: one is an access token, too", "sha256:AB")]
    [InlineData("warn  ops tokens: one has 3 letters", "ops")]
    [InlineData("ok    ops tokens: one, hashed", Hashed)]
    public void Should_weigh_the_operators_tokens(string line, params string[] tokens)
        => SecretChecks.OpsTokens(tokens, ["sha256:ab"]).ToString().ShouldStartWith(line);

    [Theory]
    [InlineData("fail  callback secrets: the one that signs has 15 letters", "012345678901234")]
    [InlineData("warn  callback secrets: one has 16 letters", "0123456789012345")]
    [InlineData("warn  callback secrets: one has 4 letters", Long + "a", "weak")]
    [InlineData("warn  callback secrets: one is there twice", Long + "a", Long + "a")]
    [InlineData("ok    callback secrets: one", Long + "a")]
    [InlineData("ok    callback secrets: two: the first signs", Long + "a", Long + "b")]
    [InlineData("warn  callback secrets: 3 are valid", Long + "a", Long + "b", Long + "c")]
    public void Should_weigh_callback_secrets(string line, params string[] secrets)
        => SecretChecks.CallbackSecrets(secrets).ToString().ShouldStartWith(line);

    [Theory]
    [InlineData("ok    schema: none yet", 0)]
    [InlineData("warn  schema: version 1, this program brings it to 2", 1)]
    [InlineData("ok    schema: version 2", 2)]
    [InlineData("warn  schema: version 3, this program knows up to 2 and runs on it", 3)]
    [InlineData("fail  schema: version 4, this program knows up to 2", 4)]
    public void Should_weigh_the_schema(string line, int stored)
        => StoreChecks.Schema(stored, 2).ToString().ShouldStartWith(line);

    [Theory]
    [InlineData("ok    parked payments: none", 0, 0, 0, 0, true)]
    [InlineData("warn  parked payments: 2 wait for an operator", 2, 0, 0, 0, true)]
    [InlineData("ok    outbox: none", 0, 0, 0, 0, true)]
    [InlineData("ok    outbox: 3, the oldest of a payment last changed 60 minutes ago", 0, 3, 60, 0, true)]
    [InlineData("warn  outbox: 3, the oldest of a payment last changed 61 minutes ago", 0, 3, 61, 0, true)]
    [InlineData("ok    due work: nothing is overdue", 0, 0, 0, 0, true)]
    [InlineData("fail  due work: 4 payments are overdue by minutes", 0, 0, 0, 4, true)]
    [InlineData("warn  due work: 4 payments are overdue, and no adapter runs", 0, 0, 0, 4, false)]
    public void Should_weigh_what_waits(
        string line, long parked, long outbox, int outboxMinutes, long overdue, bool isRunning)
        => StoreChecks.Load(
            new()
            {
                Parked = parked, OutboxEntries = outbox, OutboxSince = now
                    .AddMinutes(-outboxMinutes), Overdue = overdue, Channels = [],
            },
            now, isRunning).ShouldContain(found => found.ToString().StartsWith(line, StringComparison.Ordinal));

    [Theory]
    [InlineData("fail  store: /payments.db cannot be read: torn", "problem")]
    [InlineData("fail  store writable: not known", "problem")]
    [InlineData("ok    store: /payments.db, made at the first start", "missing")]
    [InlineData("fail  store writable: /payments.db cannot be written", "read only")]
    [InlineData("ok    store writable: takes a transaction", "")]
    [InlineData("ok    store writable: its owner writes", "owned")]
    [InlineData("ok    nodes: one process runs on it", "owned")]
    [InlineData("fail  disk space: 99 MiB free", "full")]
    [InlineData("warn  disk space: 1023 MiB free", "nearly full")]
    [InlineData("ok    disk space: 1024 MiB free", "")]
    [InlineData("warn  file permissions: other users may read or write /payments.db (644)", "readable")]
    [InlineData("ok    file permissions: 640", "")]
    public void Should_weigh_a_file(string line, string how)
    {
        var fine = new SqliteFacts
        {
            Path = "/payments.db", Library = "3.40.1", Exists = true, IsWritable = true, FreeBytes = 1L << 30,
            Mode = (UnixFileMode)Convert.ToInt32("640", 8), SchemaVersion = SqliteFacts.SchemaNewest,
        };
        var facts = how switch
        {
            "problem" => fine with { Problem = "torn", IsWritable = null },
            "missing" => fine with { Exists = false },
            "read only" => fine with { IsWritable = false },
            "owned" => fine with { IsOwned = true, IsWritable = null },
            "full" => fine with { FreeBytes = (100L << 20) - 1 },
            "nearly full" => fine with { FreeBytes = (1L << 30) - 1 },
            "readable" => fine with { Mode = (UnixFileMode)Convert.ToInt32("644", 8) },
            _ => fine,
        };
        SqliteChecks.Of(facts, now).ShouldContain(found => found.ToString().StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fail  store: db:5432/payments: gone", "problem")]
    [InlineData("ok    server version: PostgreSQL 15.4", "")]
    [InlineData("warn  server version: PostgreSQL 13.9", "old")]
    [InlineData("fail  store writable: the server is a standby", "standby")]
    [InlineData("fail  store writable: the user may not write", "no rights")]
    [InlineData("ok    connections: 16 for each of 2 nodes and one more, of 48", "")]
    [InlineData("fail  connections: 16 for each of 3 nodes and one more, of 48", "one node more")]
    [InlineData("fail  synchronous commit: off", "not synchronous")]
    [InlineData("ok    server clock: the database server and this machine agree", "")]
    [InlineData("warn  server clock: the database server is 2 s behind this machine", "clock behind")]
    [InlineData("fail  server clock: the database server is 30 s ahead of this machine", "clock ahead")]
    [InlineData("ok    nodes: 2 have it open", "")]
    [InlineData("ok    nodes: 2 have it open, 1 members of the cluster", "cluster")]
    [InlineData("warn  nodes: 2 have it open; of 1 members of the cluster 1 gave no sign of life for 2 min", "silent")]
    [InlineData("ok    nodes: none", "none ever")]
    [InlineData("ok    nodes: none; the last was heard of 3 hours ago", "stopped")]
    public void Should_weigh_a_database(string line, string how)
    {
        var fine = new PostgresFacts
        {
            Place = "db:5432/payments", Server = new(15, 4), ConnectionsMax = 48, SynchronousCommit = "on",
            IsWritable = true, SchemaVersion = PostgresFacts.SchemaNewest, Processes = 2,
        };
        var facts = how switch
        {
            "problem" => fine with { Problem = "gone" },
            "old" => fine with { Server = new(13, 9) },
            "standby" => fine with { IsStandby = true },
            "no rights" => fine with { IsWritable = false },
            "one node more" => fine with { Processes = 3 },
            "not synchronous" => fine with { SynchronousCommit = "off" },
            "clock behind" => fine with { ClockAhead = TimeSpan.FromSeconds(-2) },
            "clock ahead" => fine with { ClockAhead = TimeSpan.FromSeconds(30) },
            "cluster" => fine with { Members = 1, LastSign = TimeSpan.FromSeconds(9) },
            "silent" => fine with { Members = 1, MembersSilent = 1, LastSign = TimeSpan.FromHours(3) },
            "stopped" => fine with { Processes = 0, Members = 1, MembersSilent = 1, LastSign = TimeSpan.FromHours(3) },
            "none ever" => fine with { Processes = 0 },
            _ => fine,
        };
        PostgresChecks.Of(facts, new(), now)
            .ShouldContain(found => found.ToString().StartsWith(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ok    certificate qliro.example: good for 30 days", 30 * 24, SslPolicyErrors.None)]
    [InlineData("warn  certificate qliro.example: ends in 29 days", (30 * 24) - 1, SslPolicyErrors.None)]
    [InlineData(
        "fail  certificate qliro.example: ended on 2026-03-14", 0, SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData(
        "fail  certificate qliro.example: is not trusted here", 9000, SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData("fail  certificate qliro.example: none was shown", -1, SslPolicyErrors.None)]
    public void Should_weigh_a_certificate(string line, int hours, SslPolicyErrors errors)
        => HostCertificate.Judge(new("https://qliro.example"), hours < 0 ? null : now.AddHours(hours), errors, now)
            .ToString().ShouldStartWith(line);

    [Theory]
    [InlineData("ok    n: answers", "ok    n: taken", null, null)]
    [InlineData("ok    n: answers", "ok    n: taken", PartnerFailureKind.Rejected, 404)]
    [InlineData("ok    n: answers", "ok    n: taken", PartnerFailureKind.Rejected, 400)]
    [InlineData("ok    n: answers", "fail  n: refused with 401", PartnerFailureKind.Rejected, 401)]
    [InlineData("ok    n: answers", "fail  n: refused with 403", PartnerFailureKind.Rejected, 403)]
    [InlineData("fail  n: why", "warn  n: not known", PartnerFailureKind.Unavailable, 503)]
    [InlineData("fail  n: why", "warn  n: not known", PartnerFailureKind.Unknown, null)]
    public void Should_weigh_a_partners_answer(string reach, string credentials, PartnerFailureKind? kind, int? status)
    {
        var failure = kind is { } known ? new PartnerFailure(known, status, null, "why") : null;
        PartnerChecks.Reached("n", failure, "next").ToString().ShouldStartWith(reach);
        PartnerChecks.Credentials("n", failure, "next").ToString().ShouldStartWith(credentials);
    }

    [Fact]
    public void Should_be_one_line_with_what_to_do()
        => CheckResult.Warn("name", "what\nwas seen.", "What to do").ToString()
            .ShouldBe("warn  name: what was seen. What to do.");
}
