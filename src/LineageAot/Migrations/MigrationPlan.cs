using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Migrations;

/// <summary>What a component's migrations and a file's ledger have to say to each other: a set difference, never "everything after the last".</summary>
internal sealed class MigrationPlan
{
    private MigrationPlan(DatabaseSchema component, IReadOnlyList<AppliedMigration> applied, int to)
    {
        Component = component;
        Applied = applied;
        Migration[] missing = [.. component.Migrations.Where(migration => !applied.Any(known => known.Version == migration.Version)).OrderBy(static migration => migration.Version)];
        Pending = Array.FindAll(missing, migration => migration.Version <= to);
        HasLater = Pending.Count < missing.Length;
        Unknown = [.. applied.Where(known => !Array.Exists(component.Migrations, migration => migration.Version == known.Version))];
    }

    public DatabaseSchema Component { get; }

    /// <summary>What the file has had.</summary>
    public IReadOnlyList<AppliedMigration> Applied { get; }

    /// <summary>What the file lacks, in order.</summary>
    public IReadOnlyList<Migration> Pending { get; }

    /// <summary>More is missing behind the number at which is stopped.</summary>
    public bool HasLater { get; }

    /// <summary>The first of what the file has had whose backfill hasn't ended; the next migrations wait for it.</summary>
    public AppliedMigration? Unfinished => Applied.FirstOrDefault(static known => known.Backfill is not null);

    /// <summary>What the file has had and the program doesn't know: a newer program made it.</summary>
    public IReadOnlyList<AppliedMigration> Unknown { get; }

    /// <param name="component">The component.</param>
    /// <param name="ledger">The file's lines, those of other components too.</param>
    /// <param name="to">The last number that is applied.</param>
    /// <exception cref="MigrationException">Two migrations have one number, or one that was applied has another text now.</exception>
    public static MigrationPlan Make(DatabaseSchema component, IEnumerable<AppliedMigration> ledger, int to = int.MaxValue)
    {
        var plan = MakeUnchecked(component, ledger, to);
        foreach (var applied in plan.Applied)
        {
            if (Array.Find(component.Migrations, migration => migration.Version == applied.Version) is { } migration && applied.IsEditedIn(migration))
            {
                throw MigrationFault.Of(MigrationProblem.Edited, component.Name, migration, null,
                    $"it was applied to this file with another text{(applied.Name == migration.Name ? "" : $" (as '{applied.Name}')")}. Put the applied text back, and write what is to change into a new migration.");
            }
        }

        return plan;
    }

    /// <summary>As <see cref="Make"/> where an edited migration is no error but a thing to tell.</summary>
    /// <exception cref="MigrationException">Two migrations have one number.</exception>
    public static MigrationPlan MakeUnchecked(DatabaseSchema component, IEnumerable<AppliedMigration> ledger, int to = int.MaxValue)
    {
        foreach (var twins in component.Migrations.GroupBy(static migration => migration.Version).Where(static group => group.Count() > 1))
        {
            throw MigrationFault.Of(MigrationProblem.DuplicateVersion, component.Name, null, null,
                $"the migrations {string.Join(" and ", twins.Select(static migration => $"'{migration.FileName}'"))} have one number. Give the one that wasn't applied anywhere the next free number.");
        }

        return new MigrationPlan(component, [.. ledger.Where(applied => applied.Component == component.Name)], to);
    }

    /// <summary>The file's text taken apart.</summary>
    /// <exception cref="MigrationException">It can't be read.</exception>
    public static MigrationText Parse(string component, Migration migration)
    {
        var text = MigrationTextParser.Parse(migration.Text);
        return text.Errors is [var first, ..] ? throw MigrationFault.Of(MigrationProblem.BadText, component, migration, first.Line, $"{first.Message.TrimEnd('.')}.") : text;
    }
}
