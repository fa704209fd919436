using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>What opening the file with the records will say, found out before anybody compiles them.</summary>
/// <param name="IsExact">The file's tables are the records' already: no migration is needed.</param>
/// <param name="Differences">What differs, in sentences.</param>
/// <param name="NextMigration">What the next migration may cost, in sentences; or why it can't be planned.</param>
/// <param name="Problems">Why the file won't be taken over.</param>
internal sealed record ScaffoldProof(bool IsExact, IReadOnlyList<string> Differences, IReadOnlyList<string> NextMigration, IReadOnlyList<string> Problems)
{
    /// <summary>Compares, and plans the migration that <c>lineage migrations add</c> will write.</summary>
    public static ScaffoldProof Of(FoundFile file, Scaffold scaffold, string asFound)
    {
        TableSchema[] tables = [.. scaffold.Records.Select(static record => record.ToSchema())];
        var name = $"{scaffold.Names.Namespace}.{scaffold.Names.Database}";
        var comparison = SchemaComparison.Compare(file.Session, new DatabaseSchema { Name = name, Tables = tables });
        if (comparison.State == SchemaState.Current)
        {
            return new ScaffoldProof(true, [], [], []);
        }

        var problems = new List<string>();
        var schema = new DatabaseSchema { Name = name, Tables = tables, Migrations = [AsFoundMigration.ToMigration(asFound)], Engine = SqliteMigrations.Engine };
        try
        {
            if (Adoption.Fitting(file.Session, schema) is null)
            {
                problems.Add("the file isn't recognised by the first migration");
            }
        }
        catch (LineageException e)
        {
            problems.Add(e.Message);
        }

        return new ScaffoldProof(false, comparison.Differences, Plan(schema), [.. problems, .. Numbers(file)]);
    }

    private static IReadOnlyList<string> Plan(DatabaseSchema schema)
    {
        try
        {
            return MigrationDraft.Make(schema)?.Warnings ?? [];
        }
        catch (LineageException e)
        {
            return [e.Message];
        }
    }

    private static IEnumerable<string> Numbers(FoundFile file)
    {
        if (file.ApplicationId is not (0 or MigrationLedger.ApplicationId))
        {
            yield return $"its application_id is {file.ApplicationId}, so opening refuses it as another application's: set 'pragma application_id = 0' if that one doesn't need it any more";
        }

        if (file.UserVersion != 0 && file.ApplicationId != MigrationLedger.ApplicationId)
        {
            yield return $"its user_version is {file.UserVersion}, and migrations write their own number there: a program that looks at it will see another";
        }
    }
}
