using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>Connections and commands of Microsoft.Data.Sqlite, for it and for the peers that stand on it.</summary>
internal static class AdoNet
{
    public static SqliteConnection Open(string path, FileSettings settings)
    {
        var connection = new SqliteConnection(ConnectionString(path, settings, pooling: false));
        connection.Open();
        Execute(connection, settings.Pragmas);
        return connection;
    }

    public static string ConnectionString(string path, FileSettings settings, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = settings.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        Pooling = pooling,
    }.ToString();

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A command with its parameters, prepared, to be used again and again.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, SqliteType Type)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, type) in parameters)
            command.Parameters.Add(name, type);
        command.Prepare();
        return command;
    }
}
