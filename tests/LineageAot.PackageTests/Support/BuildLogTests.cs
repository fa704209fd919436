namespace LineageAot.PackageTests.Support;

public sealed class BuildLogTests
{
    [Theory]
    [InlineData("/app/Program.cs(3,1): warning IL2026: Using member 'A' which has 'RequiresUnreferencedCodeAttribute'", "warning IL2026: Using member 'A' which has 'RequiresUnreferencedCodeAttribute'")]
    [InlineData("ILC : Trim analysis warning IL2070: A.B()", "warning IL2070: A.B()")]
    [InlineData("Model.cs(9,5): warning LIN1205: The foreign key has no index [/app/Program.csproj]", "warning LIN1205: The foreign key has no index [/app/Program.csproj]")]
    public void Warnings_are_found(string line, string warning) => BuildLog.Warnings($"Restored.\n{line}\nDone.\n").ShouldBe([warning]);

    [Fact]
    public void Other_lines_are_none() => BuildLog.Warnings("Build succeeded.\n    0 Warning(s)\n    0 Error(s)\n").ShouldBeEmpty();
}
