namespace LineageAot.Lineage.Tests.Events;

public sealed class EventTests
{
    [Theory]
    [InlineData("update events set payload = '{\"created\":7}' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("delete from events where stream_version = 2", "event 2 is missing")]
    [InlineData("delete from events where stream_version = 3", "it ends at event 2, and its last was 3")]
    [InlineData("delete from events where stream_version = 3; update event_streams set version = 2", "its last event isn't the one that was written last")]
    [InlineData("delete from events where stream_version = 3; update event_streams set version = 2, head_checksum = (select checksum from events where stream_version = 2)", "3 events were appended and 0 taken away again, and 2 are there")]
    [InlineData("delete from events", "its 3 events are missing")]
    [InlineData("delete from events; delete from event_streams", "3 events were appended and 0 taken away again, and 0 are there")]
    [InlineData("delete from event_streams", "no row in event_streams")]
    [InlineData("update events set stream_version = stream_version + 10 where stream_version = 3", "event 3 is missing")]
    [InlineData("update events set position = 90 where stream_version = 3", "its last event has the position 90, and was written at 3")]
    [InlineData("update events set position = position + 100 where stream_version = 1; update sqlite_sequence set seq = 101 where name = 'events'", "has a position before that of the event before it")]
    [InlineData("update events set stream_id = randomblob(16) where stream_version = 1", "event 1 is missing")]
    [InlineData("update events set event_id = randomblob(16) where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set level = 'error' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set actor = 'me' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set meta = '{}' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set trace_id = 'x' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set run_id = null where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set event_type = 'x' where stream_version = 2", "event 2 isn't as it was written")]
    [InlineData("update events set checksum = randomblob(32) where stream_version = 3", "event 3 isn't as it was written")]
    [InlineData("update event_streams set head_checksum = randomblob(32)", "its last event isn't the one that was written last")]
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
        await Alteration.MakeAsync(temporary.Store, alteration);
        string.Join('\n', await temporary.Store.VerifyEventsAsync()).ShouldContain(finding);
    }
}
