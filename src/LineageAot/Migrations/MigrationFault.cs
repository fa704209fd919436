using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>Makes the exceptions of the migrator: each names component, file, line, and the way out.</summary>
internal static class MigrationFault
{
    public static MigrationException Of(MigrationProblem problem, string component, Migration? migration, int? line, string sentence, Exception? inner = null)
    {
        var place = migration is null ? component : $"{migration.FileName}{(line is null ? "" : $", line {line}")} of {component}";
        return new MigrationException($"{place}: {sentence}", inner)
        {
            Problem = problem,
            Component = component,
            Migration = migration?.FileName,
            Line = line,
            Table = (inner as LineageException)?.Table,
            Columns = (inner as LineageException)?.Columns ?? [],
            Operation = "migrate",
            SqliteErrorCode = (inner as LineageException)?.SqliteErrorCode ?? 0,
        };
    }
}

/// <summary>What goes wrong inside a migration's step, before anybody knows in which file; its line counts from the step's first line.</summary>
internal sealed class MigrationStepException(string message, Exception? innerException = null) : InvalidOperationException(message, innerException);
