using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Tells what a file has had of the program's migrations. Where opening would refuse, this says why.</summary>
internal sealed class MigrationStatusReader
{
    private readonly SqliteSession session;
    private readonly DatabaseSchema schema;
    private readonly List<string> unfinished = [], pending = [], unknown = [], drift = [];

    private MigrationStatusReader(SqliteSession session, DatabaseSchema schema)
    {
        this.session = session;
        this.schema = schema;
    }

    /// <summary>Reads all from one moment.</summary>
    /// <param name="session">Any session without an open transaction; nothing is written.</param>
    /// <param name="schema">The program's tables and migrations.</param>
    /// <exception cref="MigrationException">The file is another application's, or two of the program's migrations have one number.</exception>
    public static MigrationStatus Read(SqliteSession session, DatabaseSchema schema)
    {
        session.Execute("begin");
        try
        {
            return new MigrationStatusReader(session, schema).Read();
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }
    }

    private MigrationStatus Read()
    {
        var ledger = new MigrationLedger(session);
        new MigrationChecks(session, schema, ledger).RequireOurs();
        var isEmpty = SchemaCatalog.Read(session).IsEmpty;
        var lines = ledger.Read();
        List<ComponentStatus> components = [.. schema.AllComponents().Select(component => Component(MigrationPlan.MakeUnchecked(component, lines)))];
        if (pending.Count + unfinished.Count == 0 && drift.Count == 0 && !isEmpty && SchemaComparison.Compare(session, schema) is { State: not SchemaState.Current } result)
        {
            drift.AddRange(result.Differences);
        }

        // The worst first: what opening would stumble over.
        var state = isEmpty ? SchemaState.New
            : drift.Count > 0 ? SchemaState.Drifted
            : unknown.Count > 0 ? SchemaState.Newer
            : pending.Count + unfinished.Count > 0 ? SchemaState.Older
            : SchemaState.Current;
        return new MigrationStatus(state, components, [.. unknown, .. drift, .. unfinished, .. pending]);
    }

    private ComponentStatus Component(MigrationPlan plan)
    {
        var component = plan.Component;
        var missing = plan.Pending;
        if (plan.Applied.Count == 0 && missing.Count > 0)
        {
            missing = Unadopted(component, missing);
        }
        else
        {
            FindDrift(plan);
        }

        pending.AddRange(missing.Select(migration => MigrationChecks.Pending(component.Name, migration.FileName)));
        return new ComponentStatus(component.Name, [.. plan.Applied.Select(applied => Recorded(component, applied))], [.. missing.Select(migration => Missing(component, migration))]);
    }

    /// <summary>What is left of the migrations once opening has adopted a file without a line of the component.</summary>
    private IReadOnlyList<Migration> Unadopted(DatabaseSchema component, IReadOnlyList<Migration> missing)
    {
        try
        {
            if (Adoption.Fitting(session, component) is not { } fitting)
            {
                return missing;
            }

            pending.Add($"the file has no record of migrations of {component.Name}; its tables are those that the ones up to {fitting[^1].Version} make, and opening it for writing records them");
            return [.. missing.Where(migration => migration.Version > fitting[^1].Version)];
        }
        catch (SchemaMismatchException e)
        {
            drift.AddRange(e.Differences);
            return missing;
        }
    }

    private void FindDrift(MigrationPlan plan)
    {
        var component = plan.Component;
        unknown.AddRange(plan.Unknown.Select(applied => MigrationChecks.Unknown(component.Name, applied)));
        var edited = plan.Applied.Where(applied => Array.Exists(component.Migrations, migration => migration.Version == applied.Version && applied.IsEditedIn(migration))).ToArray();
        drift.AddRange(edited.Select(applied => $"migration {applied.Version} '{applied.Name}' of {component.Name} was applied with another text than the program has"));
        if (edited.Length > 0 || plan.Unknown.Count > 0 || plan.Pending.Count == 0)
        {
            // Nobody knows what the applied ones made; or the records say what it must be.
            return;
        }

        try
        {
            using var replay = SchemaReplay.Begin(component);
            foreach (var applied in plan.Applied)
            {
                replay.Play(Array.Find(component.Migrations, migration => migration.Version == applied.Version)!);
            }

            drift.AddRange(replay.Compare(session).Sentences);
        }
        catch (MigrationException)
        {
            // One that was applied between two others, can't be played in this order.
        }
    }

    private RecordedMigration Recorded(DatabaseSchema component, AppliedMigration applied)
    {
        var migration = Array.Find(component.Migrations, migration => migration.Version == applied.Version);
        var recorded = new RecordedMigration(applied.Version, applied.Name, new DateTimeOffset(StorageRules.TicksOfUnixMicroseconds(applied.AppliedAt), TimeSpan.Zero), TimeSpan.FromMilliseconds(applied.Milliseconds))
        {
            IsEdited = migration is not null && applied.IsEditedIn(migration),
            IsUnknown = migration is null,
            IsUnfinished = applied.Backfill is not null,
        };
        if (applied.Backfill is not { } place)
        {
            return recorded;
        }

        unfinished.Add(MigrationChecks.Unfinished(component.Name, applied));
        try
        {
            return BackfillCursor.Parse(place) is { End: not null } cursor ? recorded with { BackfilledRows = cursor.Rows, BackfillTotalRows = cursor.TotalRows } : recorded;
        }
        catch (MigrationStepException e)
        {
            drift.Add(e.Message);
            return recorded;
        }
    }

    private PendingMigration Missing(DatabaseSchema component, Migration migration)
    {
        // A text that can't be read is told when it is applied, with its line.
        var text = MigrationTextParser.Parse(migration.Text);
        return new PendingMigration(migration.Version, migration.FileName, text.IsDestructive || (text.Errors.Count == 0 && DestructiveGuard.IsDestructive(session, text)));
    }
}
