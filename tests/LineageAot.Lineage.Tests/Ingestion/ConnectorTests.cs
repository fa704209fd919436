namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class ConnectorTests
{
    [Fact]
    public async Task A_cursor_is_committed_with_its_batch()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await using var sync = await run.BeginSyncAsync("mail");
            sync.Cursor.ShouldBeNull();
            await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("a", "a"))], Cursor = """{"page":1}""" });
            await Should.ThrowAsync<ConstraintException>(async () => await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("b", "b"))], Cursor = "{page" }));
            await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("c", "c"))] });
            await run.SucceedAsync();
        }

        temporary.Scalar("select count(*) from sources").ShouldBe(2);
        await using var next = await workspace.StartRunAsync(new RunRequest("index"));
        await using var again = await next.BeginSyncAsync("mail");
        (again.Cursor, again.CursorVersion).ShouldBe(("""{"page":1}""", 1));
        await next.SucceedAsync();
    }

    [Fact]
    public async Task Connectors_that_are_due_are_listed_unless_they_are_paused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var mail = (await run.BeginSyncAsync("mail")).Connector;
        var later = (await run.BeginSyncAsync("later")).Connector;
        await run.BeginSyncAsync("by hand");
        await workspace.SetConnectorSyncAsync(mail, SyncMode.Continuous, TimeSpan.FromHours(1));
        await workspace.SetConnectorSyncAsync(later, SyncMode.Continuous, TimeSpan.FromHours(1), DateTimeOffset.UtcNow.AddDays(1));
        (await workspace.ListDueConnectorsAsync()).Select(static connector => connector.Name).ShouldBe(["mail"]);
        await workspace.PauseConnectorAsync(mail);
        await workspace.PauseConnectorAsync(mail);
        (await workspace.ListDueConnectorsAsync()).ShouldBeEmpty();
        await workspace.ResumeConnectorAsync(mail);
        (await workspace.ListDueConnectorsAsync()).Count.ShouldBe(1);
        (await workspace.ListConnectorsAsync()).Count.ShouldBe(3);
        (await other.ListConnectorsAsync()).ShouldBeEmpty();
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.PauseConnectorAsync(mail));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.SetConnectorSyncAsync(mail, SyncMode.Continuous, TimeSpan.Zero));
        await run.SucceedAsync();
    }
}
