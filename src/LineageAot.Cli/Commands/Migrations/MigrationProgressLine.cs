using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary>Tells on the error output how far a migration is, where somebody looks.</summary>
internal sealed class MigrationProgressLine(bool isQuiet) : IProgress<MigrationProgress>
{
    private readonly bool isShown = !isQuiet && Terminals.IsInteractive && !Console.IsErrorRedirected;

    public void Report(MigrationProgress value)
    {
        if (isShown)
        {
            var rows = value.Rows is { } done ? $", {Sizes.Count(done)} of {Sizes.Count(value.TotalRows ?? done)} rows" : "";
            Console.Error.WriteLine($"{value.Migration}: step {value.Step} of {value.Steps}{rows}");
        }
    }
}
