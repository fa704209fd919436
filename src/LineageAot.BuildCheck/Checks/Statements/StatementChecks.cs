using LineageAot.BuildCheck.Assemblies;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>Checks the statements of a project, each on the schema of the database that it runs on.</summary>
internal static class StatementChecks
{
    public static IReadOnlyList<Finding> Run(IReadOnlyList<AssemblyStatement> statements, ProjectFiles files)
    {
        var schemas = new Dictionary<string, StatementSchema?>(StringComparer.Ordinal);
        try
        {
            // A statement of several texts, a page's say, is one to its author: what is wrong with both is said once.
            return [.. statements.SelectMany(statement => Run(statement, schemas, files)).Distinct()];
        }
        finally
        {
            foreach (var schema in schemas.Values)
            {
                schema?.Dispose();
            }
        }
    }

    /// <summary>What is wrong in the first database where it prepares, or else in the first.</summary>
    private static IReadOnlyList<Finding> Run(AssemblyStatement statement, Dictionary<string, StatementSchema?> schemas, ProjectFiles files)
    {
        IReadOnlyList<Finding>? first = null;
        foreach (var schema in statement.Databases.Select(database => Schema(database, schemas)).OfType<StatementSchema>())
        {
            var found = new StatementCheck(statement, schema, files).Run();
            if (!found.Any(static finding => finding.Rule == CheckRule.BadStatement))
            {
                return found;
            }

            first ??= found;
        }

        return first ?? [];
    }

    private static StatementSchema? Schema(AssemblyDatabase database, Dictionary<string, StatementSchema?> schemas)
    {
        if (schemas.TryGetValue(database.Schema.Name, out var known))
        {
            return known;
        }

        try
        {
            // Without a table it works on files that others made, of which nothing is known.
            return schemas[database.Schema.Name] = database.Schema.AllComponents().Any(static component => component.Tables.Length > 0 || component.Migrations.Length > 0) ? StatementSchema.Make(database) : null;
        }
        catch (QueryException)
        {
            // SQLite refuses the records' tables, which is a finding of the database.
            return schemas[database.Schema.Name] = null;
        }
    }
}
