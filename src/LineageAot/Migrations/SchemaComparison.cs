using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Compares the program's tables with a file's. Equal statements are equal tables, which one query tells; only otherwise both sides are
/// taken apart. The order of columns isn't structure. Tables and views of others, and triggers and plain indexes that somebody added to
/// our tables, aren't differences; an added unique index is one, since it refuses rows.
/// </summary>
internal static class SchemaComparison
{
    public static SchemaComparisonResult Compare(SqliteSession session, DatabaseSchema schema)
    {
        var tables = schema.AllTables().ToArray();
        var catalog = SchemaCatalog.Read(session);
        if (HasEqualStatements(catalog, tables))
        {
            return new SchemaComparisonResult(SchemaState.Current, []);
        }

        if (catalog.IsEmpty)
        {
            return new SchemaComparisonResult(SchemaState.New, ["the file has no tables yet"]);
        }

        return InOneTransaction(session, () => CompareStructures(session, tables));
    }

    private static bool HasEqualStatements(SchemaCatalog catalog, TableSchema[] tables)
    {
        var expected = tables.SelectMany(static table => table.Ddl).ToHashSet(StringComparer.Ordinal);
        HashSet<string>? names = null;
        var found = 0;
        foreach (var entry in catalog.Entries)
        {
            if (entry.Sql is null)
            {
                continue;
            }

            if (expected.Contains(entry.Sql))
            {
                found++;
            }
            else if (entry.Type == "index")
            {
                // Somebody's index on one of our tables may be unique: then it counts.
                names ??= new HashSet<string>(tables.Select(static table => table.Name), SqlNameComparer.Instance);
                if (names.Contains(entry.TableName) && SqlTokenizer.Tokenize(entry.Sql) is [_, var second, ..] && second.IsWord("unique"))
                {
                    return false;
                }
            }
        }

        return found == expected.Count;
    }

    private static SchemaComparisonResult CompareStructures(SqliteSession session, TableSchema[] tables)
    {
        var model = ModelStructure.Read(tables);
        var file = SchemaIntrospection.Read(session, SchemaCatalog.Read(session), tables.Select(static table => table.Name));
        var differences = new SchemaDifferences();
        foreach (var table in tables)
        {
            if (file.TryGetValue(table.Name, out var structure))
            {
                differences.Compare(model[table.Name], structure);
            }
            else
            {
                differences.TableMissing(table.Name);
            }
        }

        return new SchemaComparisonResult(differences.State, differences.Sentences);
    }

    private static SchemaComparisonResult InOneTransaction(SqliteSession session, Func<SchemaComparisonResult> compare)
    {
        if (!session.IsAutocommit)
        {
            return compare();
        }

        session.Execute("begin");
        try
        {
            return compare();
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }
    }
}
