using Microsoft.Data.Sqlite;

namespace LineageAot.Lineage.Tests.Events;

/// <summary>Alters stored events behind the store's back, as whoever has the file can: the triggers that guard them are taken away and put back.</summary>
internal static class Alteration
{
    public static async Task MakeAsync(LineageStore store, string sql)
    {
        await store.EventsDatabase.PauseAsync();
        using (var connection = new SqliteConnection($"Data Source={store.EventsDatabase.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'events'";
            var triggers = new List<(string Name, string Sql)>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    triggers.Add((reader.GetString(0), reader.GetString(1)));
                }
            }

            command.CommandText = string.Join(';', [.. triggers.Select(static trigger => $"drop trigger \"{trigger.Name}\""), sql, .. triggers.Select(static trigger => trigger.Sql)]);
            command.ExecuteNonQuery();
        }

        await store.EventsDatabase.ResumeAsync();
    }
}
