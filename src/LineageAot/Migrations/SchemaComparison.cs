using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Compares the program's tables with a file's. Equal statements are equal tables, which one query tells; only the other
/// tables are taken apart on both sides. The order of columns isn't structure. Tables and views of others, and triggers and plain indexes that somebody added to
/// our tables, aren't differences; an added unique index is one, since it refuses rows.
/// </summary>
internal static class SchemaComparison
{
    /// <param name="session">The file.</param>
    /// <param name="schema">The program's tables.</param>
    /// <param name="sides">How sentences call the two; without it, the file and the program.</param>
    public static SchemaComparisonResult Compare(SqliteSession session, DatabaseSchema schema, SchemaSides? sides = null)
    {
        var tables = schema.AllTables().ToArray();
        var catalog = SchemaCatalog.Read(session);
        var others = WithOtherStatements(catalog, tables);
        if (others.Count == 0)
        {
            return new SchemaComparisonResult(SchemaState.Current, []);
        }

        if (catalog.IsEmpty)
        {
            return new SchemaComparisonResult(SchemaState.New, ["the file has no tables yet"]);
        }

        return InOneTransaction(session, () => CompareStructures(session, tables, others, sides ?? SchemaSides.Opening));
    }

    /// <summary>The tables whose statements the file doesn't have word for word, or to which somebody added a unique index.</summary>
    private static List<TableSchema> WithOtherStatements(SchemaCatalog catalog, TableSchema[] tables)
    {
        var statements = new HashSet<string>(catalog.Entries.Length, StringComparer.Ordinal);
        foreach (var entry in catalog.Entries)
        {
            statements.Add(entry.Sql ?? "");
        }

        var known = tables.SelectMany(static table => table.Ddl).ToHashSet(StringComparer.Ordinal);
        var withMoreUnique = new HashSet<string>(SqlNameComparer.Instance);
        foreach (var entry in catalog.Entries)
        {
            if (entry is { Type: "index", Sql: { } sql } && !known.Contains(sql) && SqlTokenizer.Tokenize(sql) is [_, var second, ..] && second.IsWord("unique"))
            {
                withMoreUnique.Add(entry.TableName);
            }
        }

        return [.. tables.Where(table => !Array.TrueForAll(table.Ddl, statements.Contains) || withMoreUnique.Contains(table.Name))];
    }

    private static SchemaComparisonResult CompareStructures(SqliteSession session, TableSchema[] all, List<TableSchema> tables, SchemaSides sides)
    {
        var model = ModelStructure.Read(all, tables);
        var file = SchemaIntrospection.Read(session, SchemaCatalog.Read(session), tables.Select(static table => table.Name));
        var differences = new SchemaDifferences(sides);
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
