namespace QliroAdapter.WebFront.Tests.Commands;

public sealed class When_the_first_argument_is_a_word
{
    [Theory]
    [InlineData(true, "doctor")]
    [InlineData(true, "migrate", "--from", "payments.db")]
    [InlineData(true, "configuration", "check", "acme/se")]
    [InlineData(true, "migarte")]
    [InlineData(true, "--help")]
    [InlineData(true, "--version")]
    [InlineData(false)]
    [InlineData(false, "--urls", "http://127.0.0.1:0")]
    [InlineData(false, "--urls=http://127.0.0.1:0")]
    [InlineData(false, "--environment", "doctor")]
    [InlineData(false, "Norce:Token=doctor")]
    [InlineData(false, "/Norce:Token", "doctor")]
    [InlineData(false, "")]
    public void Should_be_taken_for_a_command(bool isCommand, params string[] args)
        => AdapterCommands.IsMeant(args).ShouldBe(isCommand);
}
