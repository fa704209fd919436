using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>What a file must be before a migration is applied or undone; nothing is changed by asking.</summary>
internal sealed class MigrationChecks(SqliteSession session, DatabaseSchema schema, MigrationLedger ledger)
{
    /// <exception cref="MigrationException">Its application_id is another one's.</exception>
    public void RequireOurs()
    {
        if (session.QueryText("pragma main.application_id") is { } id && id is not "0" && id != MigrationLedger.ApplicationId.ToString(CultureInfo.InvariantCulture))
        {
            throw MigrationFault.Of(MigrationProblem.OtherApplication, schema.Name, null, null,
                $"'{session.Path}' belongs to another application (its application_id is {id}), so no migration is applied to it. Check Path.");
        }
    }

    /// <summary>A file with tables, but no ledger and none of ours, was somebody's before: nothing is put into it unasked.</summary>
    /// <exception cref="SchemaMismatchException">It is such a file.</exception>
    public void RequireRecognized()
    {
        var catalog = SchemaCatalog.Read(session);
        if (!catalog.IsEmpty && !ledger.Exists && !schema.AllTables().Any(table => catalog.FindTable(table.Name) is not null))
        {
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(SchemaState.Older, ["the file has tables, and none of them is one of the program's"]), "Check Path: it may be another program's file.");
        }
    }

    /// <exception cref="SchemaMismatchException">A newer program has applied more.</exception>
    public void RequireKnown(List<MigrationPlan> plans)
    {
        string[] unknown = [.. plans.SelectMany(static plan => plan.Unknown.Select(applied => Unknown(plan.Component.Name, applied)))];
        if (unknown.Length > 0)
        {
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(SchemaState.Newer, unknown), "A newer version of the program has written the file: run that version.");
        }
    }

    /// <exception cref="SchemaMismatchException">Something is missing or unfinished, or the file was changed besides.</exception>
    public void RequireCurrent(List<MigrationPlan> plans)
    {
        string[] pending = [.. plans.SelectMany(plan => Missing(plan).Select(migration => Pending(plan.Component.Name, migration.FileName)))];
        string[] unfinished = [.. plans.Where(static plan => plan.Unfinished is not null).Select(static plan => Unfinished(plan.Component.Name, plan.Unfinished!))];
        if (pending.Length + unfinished.Length > 0)
        {
            var state = SchemaCatalog.Read(session).IsEmpty ? SchemaState.New : SchemaState.Older;
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(state, [.. unfinished, .. pending]), "Open it once for writing with Migrations = Apply, which applies them.");
        }

        if (SchemaComparison.Compare(session, schema) is { State: not SchemaState.Current } result)
        {
            throw SchemaInitializer.Mismatch(session, schema, result with { State = SchemaState.Drifted }, "All migrations were applied, and the file was changed besides: put it right with SQL while no program has it open, or restore a backup.");
        }
    }

    public static string Unknown(string component, AppliedMigration applied) => $"migration {applied.Version} '{applied.Name}' of {component} was applied to the file, and this program doesn't have it";

    public static string Pending(string component, string fileName) => $"migration '{fileName}' of {component} hasn't been applied";

    public static string Unfinished(string component, AppliedMigration applied) => $"the backfill of migration {applied.Version} '{applied.Name}' of {component} hasn't ended";

    /// <summary>A file without a line of the component whose tables are those of its migrations has had them: opening it for writing would only note that.</summary>
    /// <exception cref="SchemaMismatchException">The component's tables are there and fit none of its migrations.</exception>
    private IReadOnlyList<Migration> Missing(MigrationPlan plan)
        => plan.Applied.Count == 0 && plan.Pending.Count > 0 && Adoption.Fitting(session, plan.Component) is { } fitting
            ? [.. plan.Pending.Where(migration => migration.Version > fitting[^1].Version)] : plan.Pending;
}
