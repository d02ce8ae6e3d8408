using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class When_a_file_is_made
{
    [Fact]
    public async Task Should_be_read_by_nobody_but_its_owner_and_group()
    {
        await using var home = new SqliteHome();
        var opened = await home.Open();
        await opened.Payments.Commit(A.Payment("one"), CancellationToken.None);
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;
        foreach (var file in (string[])["", "-wal", "-shm"])
            if (!OperatingSystem.IsWindows())
                (File.GetUnixFileMode(home.Path + file) & others).ShouldBe(UnixFileMode.None, file);
        await opened.Close();
    }
}
