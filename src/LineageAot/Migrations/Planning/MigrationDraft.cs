using System.Text;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// The next migration of a database: what leads from the schema that its migrations make to the one that its records ask for, and back. Whatever is written here was run before,
/// in memory, and led to exactly the records' tables.
/// </summary>
internal sealed class MigrationDraft
{
    private MigrationDraft(SectionPlan up, SectionPlan? down, string? irreversible)
    {
        Up = up;
        Down = down;
        Irreversible = irreversible;
    }

    public SectionPlan Up { get; }

    /// <summary>Null where there is no way back that loses nothing.</summary>
    public SectionPlan? Down { get; }

    /// <summary>Why there is none.</summary>
    public string? Irreversible { get; }

    /// <summary>What rows or values are lost by it, and what fails if rows don't fit.</summary>
    public IReadOnlyList<string> Warnings => [.. Up.Losses.Select(static loss => loss.Sentence), .. Up.Risks];

    public bool IsDestructive => Up.Losses.Count > 0 || Up.Risks.Count > 0;

    /// <summary>Null where the migrations make the records' tables already.</summary>
    /// <param name="schema">The database with its migrations.</param>
    /// <exception cref="MigrationException">A migration doesn't run.</exception>
    /// <exception cref="PlanningException">The change isn't one that can be planned.</exception>
    public static MigrationDraft? Make(DatabaseSchema schema)
    {
        using var before = SchemaReplay.Of(schema);
        using var draft = SchemaReplay.Of(schema);
        using var model = Model(schema);
        draft.Session.Execute("savepoint draft");
        var kept = Kept(schema);
        var (up, renames) = SectionPlanner.Plan(draft.Session, PlanTarget.Of(model, schema.Tables), draft.OwnTables(), kept);
        if (up.Steps.Count == 0)
        {
            return null;
        }

        var (down, reason) = up.Losses.Count > 0 ? (null, "what it takes away can't be brought back") : WayBack(draft, before, renames, kept);
        var planned = new MigrationDraft(up, down, reason);
        draft.Session.Execute("rollback to draft");
        MigrationTransaction.ForgetSchema(draft.Session);
        return DraftProof.Of(schema, planned.ToString(), draft, before) is { } fault ? planned.Without(fault) : planned;
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (IsDestructive)
        {
            text.Append("-- destructive\n");
            foreach (var warning in Warnings)
            {
                text.Append("-- Look at this: ").Append(SectionPlan.OneLine(warning)).Append(".\n");
            }
        }

        text.Append("-- up\n").Append(Up).Append('\n');
        if (Down is null)
        {
            text.Append("-- There is no way back: ").Append(SectionPlan.OneLine(Irreversible!)).Append(".\n-- irreversible\n");
        }
        else
        {
            text.Append("-- down\n").Append(Down);
        }

        return text.ToString();
    }

    /// <summary>What was found wrong with the way back makes it one without.</summary>
    private MigrationDraft Without(string fault) => new(Up, null, fault);

    private static (SectionPlan? Down, string? Reason) WayBack(SchemaReplay after, SchemaReplay before, RenameList renames, IReadOnlySet<string> kept)
    {
        try
        {
            var (down, _) = SectionPlanner.Plan(after.Session, PlanTarget.Before(before.Session, before.OwnTables(), renames), after.OwnTables(), kept);

            // Dropping what the way forth has made is the way back itself; a value's form can't be had back.
            return down.Losses.FirstOrDefault(static loss => loss.Kind == LossKind.Values) is { } lost ? (null, $"on the way back {lost.Sentence}") : (down, null);
        }
        catch (PlanningException e)
        {
            return (null, e.Message);
        }
    }

    private static SqliteSession Model(DatabaseSchema schema)
    {
        var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        try
        {
            ModelStructure.Create(session, [.. schema.AllTables()]);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static HashSet<string> Kept(DatabaseSchema schema)
        => schema.Migrations.SelectMany(migration => MigrationPlan.Parse(schema.Name, migration).Keeps).ToHashSet(SqlNameComparer.Instance);
}
