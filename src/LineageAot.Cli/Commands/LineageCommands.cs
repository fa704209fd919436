using System.CommandLine;
using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands;

/// <summary>All that <c>lineage</c> can do.</summary>
internal static class LineageCommands
{
    /// <param name="time">The clock of commands that wait.</param>
    public static RootCommand Create(TimeProvider time)
    {
        var root = new RootCommand("Remembers what was read, which version, what was made of it, and in which run.")
        {
            IngestCommand.Create(),
            RunsCommand.Create(),
            StatsCommand.Create(),
            SourcesCommand.Create(),
            ChunksCommand.Create(),
            ShowCommand.Create(),
            TraceCommand.Create(),
            StaleCommand.Create(),
            EventsCommand.Create(time),
            OutboxCommand.Create(time),
            ExportCommand.Create(),
            SettingsCommand.Create(),
            CleanCommand.Create(),
            CompletionsCommand.Create(),
            SearchCommand.Create(),
            EmbedCommand.Create(),
            CheckCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            MaintainCommand.Create(time),
            MigrationsCommand.Create(),
            ScaffoldCommand.Create(),
        };
        ExamplesHelp.AddTo(root);
        return root;
    }
}
