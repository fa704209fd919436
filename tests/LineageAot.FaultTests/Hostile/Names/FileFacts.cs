using Microsoft.Data.Sqlite;

namespace LineageAot.FaultTests.Hostile.Names;

/// <summary>A file through a connection that knows nothing of the library.</summary>
internal static class FileFacts
{
    /// <summary>All that the schema has, each thing's own text included.</summary>
    public static List<string> Schema(string path) => Rows(path, "select type || '|' || hex(name) || '|' || hex(tbl_name) || '|' || hex(coalesce(sql, '')) from sqlite_schema order by 1");

    public static List<string> Rows(string path, string sql)
    {
        using var connection = Open(path, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.IsDBNull(0) ? "NULL" : reader.GetString(0));
        }

        return rows;
    }

    public static void Execute(string path, params IEnumerable<string> statements)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        using var transaction = connection.BeginTransaction();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
