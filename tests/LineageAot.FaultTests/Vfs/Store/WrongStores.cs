using System.Globalization;
using LineageAot.FaultTests.Vfs.Native;
using LineageAot.Lineage;
using Microsoft.Data.Sqlite;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>An engine that commits the state before the events that it comes of. The files are the library's.</summary>
internal static class WrongStores
{
    public static async Task<StoreRun> StateFirstAsync(ScratchFolder folder)
    {
        var watch = StoreRun.NewWatch(folder);
        FaultVfs.Watch(watch);
        try
        {
            await using (await LineageStore.OpenAsync(StoreRun.Options(watch.Path, isFull: true, isSplit: true)))
            {
                // Only for its tables.
            }

            using var state = Open(watch.Path);
            using var events = Open(StoreRun.EventsPathOf(watch.Path));
            for (var i = 1; i <= 40; i++)
            {
                Execute(state, string.Create(CultureInfo.InvariantCulture, $"update event_split set applied_position = {i}"));
                Execute(events, string.Create(CultureInfo.InvariantCulture, $"""
                    insert into events (position, event_id, stream_type, stream_id, stream_version, event_type, level, at, checksum)
                    values ({i}, randomblob(16), 'order', zeroblob(16), {i}, 'placed', 'information', 1, zeroblob(32))
                    """));
            }

            return new StoreRun(watch, new Dictionary<int, StoreFact>(), IsFull: true, IsSplit: true);
        }
        finally
        {
            FaultVfs.Leave(watch);
        }
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "pragma synchronous=full");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
