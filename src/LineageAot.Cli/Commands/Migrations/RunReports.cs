using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary>Shows which migrations ran.</summary>
internal static class RunReports
{
    public static void Show(IReadOnlyList<MigrationReport> reports, string what, string nothing, bool json)
    {
        if (json)
        {
            foreach (var report in reports)
            {
                var line = new MigrationRunReport(what.Replace(' ', '_'), report.Component, report.Version, report.FileName, report.IsDestructive, report.Duration.TotalMilliseconds);
                Console.Out.WriteLine(JsonSerializer.Serialize(line, MigrationJson.Default.MigrationRunReport));
            }

            return;
        }

        if (reports.Count == 0)
        {
            Console.Out.WriteLine(nothing);
            return;
        }

        var table = new TextTable("number", "file", what, "destructive");
        foreach (var report in reports)
        {
            table.Add(report.Version.ToString("0000", CultureInfo.InvariantCulture), report.FileName, Sizes.Duration(report.Duration), report.IsDestructive ? "yes" : "");
        }

        table.WriteTo(Console.Out);
    }
}
