using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks.Statements;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks;

/// <summary>A trigger's RAISE or a constraint's ON CONFLICT acts in every statement that comes later: what it does to the writes of others, it does to all of them.</summary>
internal static class MigrationConflictCheck
{
    public static IEnumerable<Finding> Run(AssemblyDatabase database, ProjectFiles files)
        => database.Schema.Migrations.SelectMany(migration => Run(migration, files.FileOf(database.MigrationsFolder, migration)));

    private static IEnumerable<Finding> Run(Migration migration, string file)
    {
        var words = new SqlWords(migration.Text);
        for (var index = 0; index < words.Count; index++)
        {
            if (ConflictCheck.At(words, index) is { } clause)
            {
                var before = migration.Text.AsSpan(0, words[index].Start);
                yield return new Finding(CheckRule.ConflictClause, file, before.Count('\n') + 1, $"The migration holds {clause}, which {ConflictCheck.Effect(clause)}. Write ABORT: the statement is undone alone.")
                {
                    Column = before.Length - (before.LastIndexOf('\n') + 1) + 1,
                };
            }
        }
    }
}
