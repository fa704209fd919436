using LineageAot.BuildCheck.Checks;
using LineageAot.BuildCheck.Reporting;

namespace LineageAot.BuildCheck.Tests.Reporting;

public sealed class ReportingTests
{
    [Theory]
    [InlineData("", "", "", false, "warning error")]
    [InlineData("CS1591,lin3001", "", "", false, "none error")]
    [InlineData("LIN3002; LIN3001", "", "", true, "none none")]
    [InlineData("", "NU1605 LIN3001", "", false, "error error")]
    [InlineData("", "", "", true, "error error")]
    [InlineData("", "LIN3001", "LIN3001", true, "warning error")]
    public void Findings_count_as_the_project_says(string noWarn, string asErrors, string notAsErrors, bool treat, string expected)
    {
        var rules = new SeverityRules(noWarn, asErrors, notAsErrors, treat);
        var severities = new[] { CheckRule.UncoveredChange, CheckRule.BadMigration }.Select(rule => rules.Of(rule)?.ToString().ToLowerInvariant() ?? "none");
        string.Join(' ', severities).ShouldBe(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_told_is_no_warning_that_could_be_an_error(bool treatWarningsAsErrors)
        => new SeverityRules("", "", "", treatWarningsAsErrors).Of(CheckRule.StampNotSet).ShouldBe(FindingSeverity.Information);

    [Fact]
    public void A_line_is_one_that_MSBuild_understands()
    {
        MsBuildFormat.Line(new Finding(CheckRule.BadMigration, "/a b/0001_ü.sql", 3, "one\r\n  two"), FindingSeverity.Error).ShouldBe("/a b/0001_ü.sql(3,1): error LIN3002: one two");
        MsBuildFormat.Line(new Finding(CheckRule.BadStatement, "/a.cs", 3, "text") { Column = 7 }, FindingSeverity.Error).ShouldBe("/a.cs(3,7): error LIN2001: text");
        MsBuildFormat.Line(new Finding(CheckRule.StampNotSet, "/a.cs", 3, "text") { Column = 7 }, FindingSeverity.Information).ShouldBe("/a.cs(3,7): info LIN2012: text");
        MsBuildFormat.Line(new Finding(CheckRule.UncoveredChange, "/a.csproj", 0, "text"), FindingSeverity.Warning).ShouldBe("/a.csproj : warning LIN3001: text");
    }
}
