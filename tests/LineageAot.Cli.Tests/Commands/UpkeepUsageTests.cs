namespace LineageAot.Cli.Tests.Commands;

/// <summary>What the commands that keep a store in order say before they open one.</summary>
public sealed class UpkeepUsageTests
{
    /// <summary>A file that nobody makes.</summary>
    private static readonly string NoStore = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "none.db");

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "a.db", "--folder", ".")]
    [InlineData("backup", "a.db", "--keep", "3")]
    [InlineData("backup", "--folder", ".", "--keep", "0")]
    [InlineData("maintain", "--log", "--vacuum")]
    [InlineData("maintain", "--kind", "backup")]
    [InlineData("maintain", "--log", "--after", "nonsense")]
    [InlineData("events", "--stream", "run")]
    [InlineData("events", "--verify", "--follow")]
    [InlineData("outbox", "--state", "lost")]
    [InlineData("outbox", "clean")]
    [InlineData("outbox", "retry", "first")]
    public async Task Wrong_usage_is_exit_code_2(params string[] arguments) => (await InProcess.RunAsync([.. arguments, "--db", NoStore])).ExitCode.ShouldBe(ExitCodes.Usage);

    [Theory]
    [InlineData("backup", "copy.db")]
    [InlineData("maintain")]
    [InlineData("events")]
    [InlineData("outbox")]
    public async Task No_store_is_made_by_a_mistyped_name(params string[] arguments)
    {
        (await InProcess.RunAsync([.. arguments, "--db", NoStore])).ExitCode.ShouldBe(ExitCodes.Usage);
        File.Exists(NoStore).ShouldBeFalse();
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("maintain")]
    [InlineData("events")]
    [InlineData("outbox", "clean")]
    public async Task Help_has_examples(params string[] arguments) => (await InProcess.RunAsync([.. arguments, "--help"])).Output.ShouldContain("Examples:");

    [Fact]
    public async Task States_of_the_outbox_are_suggested() => (await InProcess.RunAsync(["[suggest:23]", "lineage outbox --state d"])).Output.Split('\n').ShouldContain("dead");
}
