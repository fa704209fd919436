using LineageAot.Lineage;
using Microsoft.Data.Sqlite;

namespace LineageAot.LineageAgent.Checks;

/// <summary>A connection that sees events under their names, whichever file they are in.</summary>
internal static class EventTables
{
    public static SqliteConnection Open(LineageStore store)
    {
        var connection = store.Database.OpenConnection();
        if (store.IsSplit)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "attach database $path as apart";
            command.Parameters.AddWithValue("$path", store.EventsDatabase.Path);
            command.ExecuteNonQuery();
            command.Parameters.Clear();
            foreach (var table in (string[])["events", "event_streams", "snapshots", "checkpoints"])
            {
                command.CommandText = $"create temp view {table} as select * from apart.{table}";
                command.ExecuteNonQuery();
            }
        }

        return connection;
    }
}
