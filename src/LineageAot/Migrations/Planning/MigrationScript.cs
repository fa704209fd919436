using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Migrations.Planning;

/// <summary>What migrations do from one version to another, as text for somebody who reads it.</summary>
internal static class MigrationScript
{
    /// <summary>The up sections and backfills behind one number up to another.</summary>
    public static IEnumerable<ScriptSection> Forth(DatabaseSchema schema, int from, int to)
    {
        foreach (var migration in schema.Migrations.Where(migration => migration.Version > from && migration.Version <= to).OrderBy(static migration => migration.Version))
        {
            var text = MigrationPlan.Parse(schema.Name, migration);
            yield return new ScriptSection(migration, Text(text.Up) + Text(text.Backfills));
        }
    }

    /// <summary>The down sections from one number back to another.</summary>
    /// <exception cref="MigrationException">One has no way back.</exception>
    public static IEnumerable<ScriptSection> Back(DatabaseSchema schema, int from, int to)
    {
        foreach (var migration in schema.Migrations.Where(migration => migration.Version > to && migration.Version <= from).OrderByDescending(static migration => migration.Version))
        {
            var text = MigrationPlan.Parse(schema.Name, migration);
            yield return text.HasDown ? new ScriptSection(migration, Text(text.Down)) : throw MigrationFault.Of(MigrationProblem.Irreversible, schema.Name, migration, null, "it has no way back.");
        }
    }

    private static string Text(IEnumerable<MigrationStep> steps) => string.Concat(steps.Select(static step => Directive(step) + step.Sql.Trim() + "\n"));

    private static string Directive(MigrationStep step) => step.Kind switch
    {
        MigrationStepKind.Rebuild => $"-- rebuild {step.Table}\n",
        MigrationStepKind.Redefine => $"-- redefine {step.Table}\n",
        MigrationStepKind.Backfill => $"-- backfill {step.Table} batch {step.BatchRows}\n",
        _ => "",
    };
}

/// <summary>A migration's part of a script.</summary>
internal sealed record ScriptSection(Migration Migration, string Sql);
