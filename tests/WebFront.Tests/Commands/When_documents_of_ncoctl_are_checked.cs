using QliroAdapter.WebFront.Tests.ApiDocs;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>
/// What <c>configuration check</c> says of a project of Norce's own tool, in which a channel's file is laid over a
/// shared one and the credentials come from the environment.
/// </summary>
public sealed class When_documents_of_ncoctl_are_checked : IDisposable
{
    private const string Name = "qliro_checkout_adapter.yaml";

    private static readonly string samples = Path.Combine(Repository(), "deploy", "channels", "ncoctl");

    private readonly DirectoryInfo project = Directory.CreateTempSubdirectory("ncoctl-");

    public static TheoryData<string> Files => ["se", "no", "fi", "dk", "."];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Should_find_the_samples_right_once_the_environment_is_set(string folder)
        => (await Mistakes(Path.Combine(samples, folder, Name))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Should_say_which_key_still_waits_for_the_environment(string folder)
        => (await DocumentFile.Mistakes(Path.Combine(samples, folder, Name), _ => null, default)).ShouldBe(
        [
            $"apiSettings.merchantApiKey ({Name}, line 12) is still a variable that nothing has filled in; set that, or put the real one in its place.",
            $"apiSettings.merchantApiSecret ({Name}, line 13) is still a variable that nothing has filled in; set that, or put the real one in its place.",
        ]);

    [Fact]
    public async Task Should_say_in_which_of_both_files_a_mistake_is()
    {
        Copy("options:\n  mapDiscountPerRow: perhaps\n  recuring: true\n", "options:\n  primaryColor: blue\n");
        (await Mistakes(Path.Combine(project.FullName, "se", Name))).ShouldBe(
        [
            $"redirectUrls.confirmationUrl (se/{Name}) is required.",
            $"redirectUrls.termsUrl (se/{Name}) is required.",
            $"options.primaryColor (se/{Name}, line 2) must be a colour like #1A2B3C.",
            $"options.mapDiscountPerRow ({Name}, line 16) must be true or false.",
            $"options.recuring ({Name}, line 17) is no key of the document; the nearest is options.recurring.",
        ]);
    }

    [Fact]
    public async Task Should_let_the_channel_win_key_by_key()
    {
        Copy("options:\n  mapDiscountPerRow: perhaps\n", "options:\n  mapDiscountPerRow: true\n"
            + "redirectUrls:\n  confirmationUrl: https://shop.example/{orderId}/{channel}\n  termsUrl: https://shop.example/\n");
        (await Mistakes(Path.Combine(project.FullName, "se", Name))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_a_file_that_is_in_no_project_as_it_is()
    {
        var file = Path.Combine(project.FullName, "alone.yml");
        await File.WriteAllTextAsync(file, When_a_configuration_document_is_read.Right);
        (await Mistakes(file)).ShouldBeEmpty();
    }

    public void Dispose() => project.Delete(recursive: true);

    private static Task<IReadOnlyList<string>> Mistakes(string file) => DocumentFile.Mistakes(
        file, name => name is "QLIRO_MERCHANT_API_KEY" or "QLIRO_MERCHANT_API_SECRET" ? "filled-in" : null, default);

    // The shared sample without its options, and one channel.
    private void Copy(string options, string channel)
    {
        var shared = File.ReadAllText(Path.Combine(samples, Name)).Split("\noptions:", 2)[0];
        File.WriteAllText(Path.Combine(project.FullName, "ncoctl.config.yaml"), "merchant: acme\n");
        File.WriteAllText(Path.Combine(project.FullName, Name), shared + "\n" + options);
        project.CreateSubdirectory("se");
        File.WriteAllText(Path.Combine(project.FullName, "se", Name), channel);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Qliro.Orleans.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
