using LineageAot.Lineage;
using Microsoft.Data.Sqlite;

namespace LineageAot.FaultTests.Hostile.Events;

/// <summary>A store's file with some streams of events and its head file beside it, kept as bytes that copies are made of.</summary>
internal sealed class EventFile(byte[] content, byte[] head, IReadOnlyList<Place> places)
{
    private const string FindPlaces = """
        select e.position, min(o.position), min(o.stream_version), (select m.position from events m where m.stream_type = e.stream_type and m.stream_id = e.stream_id and m.stream_version = 2), max(o.position)
        from events e join events o on o.stream_type = e.stream_type and o.stream_id = e.stream_id group by e.position having count(*) > 2
        """;

    public IReadOnlyList<Place> Places { get; } = places;

    /// <summary>Streams side by side, with texts of all kinds; a run's own events too.</summary>
    public static async Task<EventFile> MakeAsync(string path, int events, int seed)
    {
        var random = new Random(seed);
        await using (var store = await LineageStore.OpenAsync(path))
        {
            var workspace = await store.GetOrAddWorkspaceAsync("main");
            await using var run = await workspace.StartRunAsync(new RunRequest("custom"));
            var streams = Enumerable.Range(0, 5).Select(number => new StreamName(number % 2 == 0 ? "order" : "заказ", Guid.NewGuid())).ToArray();
            for (var i = 0; i < events; i++)
            {
                await store.Events.AppendAsync(streams[random.Next(streams.Length)], ExpectedVersion.Any, new EventDraft("placed." + i % 3)
                {
                    Payload = $$"""{"number":{{i}},"text":"{{string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next('a', 'z')))}} é 漢 😀 �"}""",
                    Meta = i % 2 == 0 ? $$"""{"m":{{i}}}""" : null, TraceId = i % 3 == 0 ? $"trace {i}" : null, Actor = i % 4 == 0 ? "ä" : null, RunId = i % 5 == 0 ? run.Id : null,
                });
            }

            await run.SucceedAsync();
        }

        var places = new List<Place>();
        using (var connection = Open(path))
        {
            using var command = connection.CreateCommand();
            command.CommandText = FindPlaces;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                places.Add(new Place(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)));
            }
        }

        return new EventFile(File.ReadAllBytes(path), File.ReadAllBytes(path + ".head"), places);
    }

    public void CopyTo(string path)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.WriteAllBytes(path, content);
        File.WriteAllBytes(path + ".head", head);
    }

    /// <summary>Alters a copy past its triggers; they're there again afterwards. False if that changed nothing.</summary>
    public static bool Alter(string path, string sql)
    {
        using var connection = Open(path);
        var before = Dump(connection);
        var triggers = Rows(connection, "select 'drop trigger \"' || name || '\"' from sqlite_schema where type = 'trigger' and tbl_name in ('events', 'event_streams')");
        var again = Rows(connection, "select sql from sqlite_schema where type = 'trigger' and tbl_name in ('events', 'event_streams')");
        Execute(connection, "pragma foreign_keys = 0");
        foreach (var statement in (string[])[.. triggers, sql, .. again])
        {
            Execute(connection, statement);
        }

        return Dump(connection) != before;
    }

    private static string Dump(SqliteConnection connection) => string.Join('\n',
    [
        .. Rows(connection, "select position || '|' || hex(event_id) || '|' || hex(stream_type) || hex(stream_id) || stream_version || '|' || hex(event_type) || level || '|' || at || '|' || coalesce(hex(run_id), 'n') || '|' || coalesce(hex(payload), 'n') || '|' || coalesce(hex(meta), 'n') || '|' || coalesce(hex(trace_id), 'n') || '|' || coalesce(hex(actor), 'n') || '|' || hex(checksum) from events order by 1"),
        .. Rows(connection, "select hex(stream_type) || hex(stream_id) || version || coalesce(hex(head_checksum), 'n') from event_streams order by 1"),
        .. Rows(connection, "select seq from sqlite_sequence where name = 'events'"),
    ]);

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
