using Microsoft.Data.Sqlite;

namespace LineageAot.Lineage.Tests.Events;

public sealed class EventTests
{
    [Theory]
    [InlineData("update events set payload = '{\"created\":7}' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("delete from events where stream_version = 2", "event 2 is missing")]
    [InlineData("delete from events where stream_version = 3", "end before their last event")]
    [InlineData("update events set at = at + 1 where stream_version = 3", "isn't as it was written")]
    public async Task What_was_altered_is_found(string alteration, string finding)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await using var sync = await run.BeginSyncAsync("memory");
            await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("a", "a"))] });
            await run.SucceedAsync();
        }

        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
        await temporary.Store.Database.PauseAsync();
        using (var connection = new SqliteConnection($"Data Source={temporary.Path};Pooling=False"))
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

            foreach (var (name, _) in triggers)
            {
                command.CommandText = $"drop trigger \"{name}\"";
                command.ExecuteNonQuery();
            }

            command.CommandText = alteration;
            command.ExecuteNonQuery();
            foreach (var (_, text) in triggers)
            {
                command.CommandText = text;
                command.ExecuteNonQuery();
            }
        }

        await temporary.Store.Database.ResumeAsync();
        string.Join('\n', await temporary.Store.VerifyEventsAsync()).ShouldContain(finding);
    }
}
