using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Migrations;

/// <summary>What a component's migrations and a file's ledger have to say to each other: a set difference, never "everything after the last".</summary>
internal sealed class MigrationPlan
{
    private MigrationPlan(DatabaseSchema component, IReadOnlyList<AppliedMigration> applied)
    {
        Component = component;
        Applied = applied;
        Pending = [.. component.Migrations.Where(migration => !applied.Any(known => known.Version == migration.Version)).OrderBy(static migration => migration.Version)];
        Unknown = [.. applied.Where(known => !Array.Exists(component.Migrations, migration => migration.Version == known.Version))];
    }

    public DatabaseSchema Component { get; }

    /// <summary>What the file has had.</summary>
    public IReadOnlyList<AppliedMigration> Applied { get; }

    /// <summary>What the file lacks, in order.</summary>
    public IReadOnlyList<Migration> Pending { get; }

    /// <summary>What the file has had and the program doesn't know: a newer program made it.</summary>
    public IReadOnlyList<AppliedMigration> Unknown { get; }

    /// <exception cref="MigrationException">Two migrations have one number, or one that was applied has another text now.</exception>
    public static MigrationPlan Make(DatabaseSchema component, IEnumerable<AppliedMigration> ledger)
    {
        foreach (var twins in component.Migrations.GroupBy(static migration => migration.Version).Where(static group => group.Count() > 1))
        {
            throw MigrationFault.Of(MigrationProblem.DuplicateVersion, component.Name, null, null,
                $"the migrations {string.Join(" and ", twins.Select(static migration => $"'{migration.FileName}'"))} have one number. Give the one that wasn't applied anywhere the next free number.");
        }

        var plan = new MigrationPlan(component, [.. ledger.Where(applied => applied.Component == component.Name)]);
        foreach (var applied in plan.Applied)
        {
            if (Array.Find(component.Migrations, migration => migration.Version == applied.Version) is { } migration && applied.Algorithm == MigrationChecksum.Algorithm && applied.Checksum != migration.Checksum)
            {
                throw MigrationFault.Of(MigrationProblem.Edited, component.Name, migration, null,
                    $"it was applied to this file with another text{(applied.Name == migration.Name ? "" : $" (as '{applied.Name}')")}. Put the applied text back, and write what is to change into a new migration.");
            }
        }

        return plan;
    }

    /// <summary>The file's text taken apart.</summary>
    /// <exception cref="MigrationException">It can't be read.</exception>
    public static MigrationText Parse(string component, Migration migration)
    {
        var text = MigrationTextParser.Parse(migration.Text);
        return text.Errors is [var first, ..] ? throw MigrationFault.Of(MigrationProblem.BadText, component, migration, first.Line, $"{first.Message.TrimEnd('.')}.") : text;
    }
}
