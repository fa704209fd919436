using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>The structure that the program's records ask for: SQLite itself makes it, in memory, and it's read back as a file's is.</summary>
internal static class ModelStructure
{
    public static Dictionary<string, TableStructure> Read(IReadOnlyList<TableSchema> tables)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        Create(session, tables);
        return SchemaIntrospection.Read(session, SchemaCatalog.Read(session), tables.Select(static table => table.Name));
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
}
