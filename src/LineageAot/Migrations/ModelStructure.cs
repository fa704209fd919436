using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>The structure that the program's records ask for: SQLite itself makes it, in memory, and it's read back as a file's is.</summary>
internal static class ModelStructure
{
    /// <summary>The structures of some of the tables; making the others too would cost with the square of their number.</summary>
    public static Dictionary<string, TableStructure> Read(IReadOnlyList<TableSchema> all, IReadOnlyList<TableSchema> wanted)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        Create(session, wanted.Any(PointsAtAnUnnamedKey) ? all : wanted);
        return SchemaIntrospection.Read(session, SchemaCatalog.Read(session), wanted.Select(static table => table.Name));
    }

    /// <summary>Runs every statement of the tables; the caller keeps the transaction.</summary>
    /// <exception cref="QueryException">SQLite refuses one of them: it names the table and the record.</exception>
    public static void Create(SqliteSession session, IReadOnlyList<TableSchema> tables)
    {
        foreach (var table in tables)
        {
            foreach (var statement in table.Ddl)
            {
                try
                {
                    session.Execute(statement);
                }
                catch (QueryException e)
                {
                    throw new QueryException($"The table '{table.Name}' of the record {table.RecordName} can't be made. {e.Message}", e)
                    {
                        Table = table.Name,
                        Operation = "create schema",
                        SqliteErrorCode = e.SqliteErrorCode,
                    };
                }
            }
        }
    }

    // A reference without columns means the parent's primary key: then the parent has to be there to ask.
    private static bool PointsAtAnUnnamedKey(TableSchema table)
        => Array.Exists(table.Ddl, static statement => CreateTableParser.Parse(statement).ForeignKeys.Exists(static key => key.ParentColumns.Count == 0));
}
