namespace QliroAdapter.Convention.Tests;

public sealed class The_readme
{
    [Fact]
    public void Should_list_every_project_of_the_service()
    {
        var readme = Repository.Text("README.md");
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Select(folder => "src/" + Path.GetFileName(folder))
            .Where(project => !readme.Contains(project, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_list_no_folder_that_is_not_there()
    {
        var tree = Repository.Text("README.md").Split("## Layout")[1].Split("```")[1];
        tree.Split('\n').Select(line => line.Split(' ')[0].TrimEnd('/')).Where(folder => folder.Length > 0)
            .Where(folder => !Directory.Exists(Path.Combine(Repository.Root, folder))).ShouldBeEmpty();
    }

    [Fact]
    public void Should_name_every_setting_that_is_read()
    {
        var readme = Repository.Text("README.md");
        string[] keys =
        [
            "Adapter:PublicUrl", "Adapter:InternalUrl", "Adapter:AccessTokens:N", "Adapter:CallbackSecrets:N",
            "Adapter:RequireCallbackToken", "Adapter:PaymentState:Cancelled", "Norce:OrderApiUrl",
            "Norce:ConfigurationApiUrl", "Norce:ConfigurationStaleHours",
            "Norce:Token", "Norce:ClientCredentials", "Norce:TimeoutSeconds", "Qliro:TimeoutSeconds",
            "Qliro:ReopenAfterSeconds",
            "Channels:N", "Storage:Sqlite:Path", "Storage:Postgres:ConnectionString",
            "Storage:Postgres:Connections", "Storage:Postgres:KeepEventMonths", "Reconciliation:IntervalSeconds",
            "Retry:FirstSeconds", "Retry:LongestSeconds",
            "Retry:GiveUpHours", "Ops:AccessTokens:N", "Reconciliation:ComparisonsPerSecond", "Outage:CallsLeast",
            "Outage:FirstSeconds", "Outage:LongestSeconds", "Outage:PaymentsPerSecond", "Silo:Role", "Silo:ClusterId",
            "Silo:ServiceId", "Silo:Address", "Silo:Port", "Silo:GatewayPort", "Silo:Tls:Certificate", "Silo:Tls:Key",
            "Silo:Tls:Authority", "Silo:IdleSeconds", "Silo:QueueLimit", "Silo:DueScanMilliseconds",
            "Silo:DueWorkParallelism",
        ];
        keys.Where(key => !readme.Contains(key, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
