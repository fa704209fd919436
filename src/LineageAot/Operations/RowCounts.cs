using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>How many rows each table has, read at one moment.</summary>
internal sealed class RowCounts
{
    private readonly string? version;

    private RowCounts(Dictionary<string, string> tables, string? version)
    {
        Tables = tables;
        this.version = version;
    }

    public Dictionary<string, string> Tables { get; }

    public static RowCounts Read(SqliteSession session)
    {
        session.Execute("begin");
        try
        {
            // Virtual tables are left out: their content lies in plain tables, and their module may not be loaded.
            var tables = session.QueryRows("select name from main.sqlite_schema where type = 'table' and rootpage > 0 and name not like 'sqlite\\_%' escape '\\'");
            var counts = tables.ToDictionary(static row => row[0]!, row => session.QueryText($"select count(*) from main.{FoundName.Quote(row[0]!)}")!);
            return new RowCounts(counts, session.QueryText("pragma main.data_version"));
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }
    }

    /// <summary>Nobody has written since (https://sqlite.org/pragma.html#pragma_data_version).</summary>
    public bool IsStillCurrent(SqliteSession session) => session.QueryText("pragma main.data_version") == version;
}
