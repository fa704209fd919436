using LineageAot.Lineage.Tests.Provenance;

namespace LineageAot.Lineage.Tests.Sources;

public sealed class ListTests
{
    [Fact]
    public async Task A_summary_tells_what_the_source_is_now()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("docs/a.txt", "one.two"), ("b.txt", "three"), ("c.txt", "four"));
        await library.SyncAsync(workspace, ("docs/a.txt", "one.two.three"), ("b.txt", "three"));
        var source = (await workspace.FindSourceAsync("docs/a.txt"))!;
        foreach (var error in new[] { "first error", "last error" })
        {
            await using var run = await library.RunAsync(workspace);
            await using var sync = await run.BeginSyncAsync("memory");
            await sync.WriteAsync(new SyncBatch { Problems = [new SourceProblem("docs/a.txt", RunItemStatus.Failed, error) { Known = await workspace.FindKnownSourceAsync("docs/a.txt") }] });
            await run.SucceedAsync();
        }

        // Somebody else's run that names the same key isn't shown.
        var other = await library.Store.GetOrAddWorkspaceAsync("other");
        await using var foreign = await library.RunAsync(other);
        await library.Store.Database.WriteAsync(unit => unit.Insert(
            new RunItem { RunId = foreign.Id, Stage = "ingest", TargetType = "source", TargetId = source.Id.Value, Status = RunItemStatus.Failed, Error = "of another workspace" }));

        var page = await workspace.ListSourcesAsync(new PageRequest(10) { WithTotal = true });
        page.Items.Select(item => item.Uri).ShouldBe(["docs/a.txt", "b.txt"], ignoreOrder: true);
        (page.Total, page.Next).ShouldBe((2, null));
        var summary = page.Items.Single(item => item.Id == source.Id);
        (summary.FileName, summary.MimeType, summary.SizeBytes, summary.Status, summary.VersionNo, summary.ChunkCount, summary.LastError, summary.CreatedAt, summary.UpdatedAt, summary.ConnectorId)
            .ShouldBe(("a.txt", "text/plain", 13, SourceStatus.Present, 2, 3, "last error", source.CreatedAt, source.UpdatedAt, source.ConnectorId));
        page.Items.Single(item => item.Uri == "b.txt").LastError.ShouldBeNull();
        var gone = (await workspace.ListSourcesAsync(new PageRequest(10) { WithTotal = true }, new SourceListFilter { Status = SourceStatus.Deleted }));
        gone.Items.Select(item => (item.Uri, item.Status)).ShouldBe([("c.txt", SourceStatus.Deleted)]);
        gone.Total.ShouldBe(1);
    }

    [Theory]
    [InlineData(SourceStatus.NotDeleted, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(SourceStatus.Present, new[] { 0, 1, 2 })]
    [InlineData(SourceStatus.Missing, new[] { 3, 4, 5 })]
    [InlineData(SourceStatus.Deleted, new[] { 6, 7, 8 })]
    [InlineData(SourceStatus.Any, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 })]
    public async Task Pages_to_the_end_are_the_whole_list_in_its_order_whatever_comes_in_between(SourceStatus status, int[] expected)
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var connector = await FillAsync(library, workspace);
        foreach (var order in Enum.GetValues<ListOrder>())
        {
            foreach (var byConnector in new[] { false, true })
            {
                var filter = new SourceListFilter { Status = status, Order = order, ConnectorId = byConnector ? connector : null };
                var whole = await workspace.ListSourcesAsync(new PageRequest(1000) { WithTotal = true }, filter);
                whole.Items.Select(item => item.Uri).Where(uri => uri.StartsWith('s')).Order().ShouldBe(expected.Where(i => !byConnector || i % 2 == 0).Select(i => $"s{i}"));
                whole.Total.ShouldBe(whole.Items.Count);
                whole.Items.ShouldAllBe(item => status == SourceStatus.Any || item.Status == status || (status == SourceStatus.NotDeleted && item.Status != SourceStatus.Deleted));
                whole.Items.Select(OrderOf).ShouldBe(whole.Items.Select(OrderOf).OrderDescending());
                object OrderOf(SourceSummary item) => (status, order) switch
                {
                    (SourceStatus.Missing, _) => item.MissingSince!.Value,
                    (SourceStatus.Deleted, _) => item.DeletedAt!.Value,
                    (_, ListOrder.LastChangedFirst) => item.UpdatedAt,
                    _ => item.CreatedAt,
                };

                var paged = new List<SourceId>();
                var request = new PageRequest(2);
                for (ListPage<SourceSummary> page; ; request = request with { After = Cursor.Parse(page.Next!.ToString()!) })
                {
                    page = await workspace.ListSourcesAsync(request, filter);
                    paged.AddRange(page.Items.Select(item => item.Id));
                    if (page.Next is null)
                    {
                        break;
                    }

                    await AddAsync(library, workspace, $"new{Guid.NewGuid()}", connector, null, null);
                }

                paged.ShouldBe(whole.Items.Select(item => item.Id));
            }
        }
    }

    [Fact]
    public async Task A_page_that_there_isnt_is_refused()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"), ("b.txt", "two"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListSourcesAsync(new PageRequest(0)));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListSourcesAsync(new PageRequest(1), new SourceListFilter { Status = (SourceStatus)99 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListSourcesAsync(new PageRequest(1), new SourceListFilter { Order = (ListOrder)99 }));
        await Should.ThrowAsync<ArgumentNullException>(async () => await workspace.ListSourcesAsync(null!));
        var next = (await workspace.ListSourcesAsync(new PageRequest(1))).Next;
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.ListChunksAsync(new PageRequest(1) { After = next }));
    }

    [Fact]
    public async Task Versions_history_documents_sets_and_chunks_come_page_by_page()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "1.2.3.4.5"), ("b.txt", "6"));
        await library.SyncAsync(workspace, ("b.txt", "6"));
        await library.SyncAsync(workspace, ("a.txt", "1.2.3"), ("b.txt", "6"));
        var source = (await workspace.FindSourceAsync("a.txt"))!.Id;
        (await AllAsync(page => workspace.ListVersionsAsync(source, page))).Select(version => version.VersionNo).ShouldBe([2, 1]);
        (await AllAsync(page => workspace.ListSourceHistoryAsync(source, page))).Select(change => change.State)
            .ShouldBe([SourceState.Current, SourceState.Returned, SourceState.Deleted, SourceState.Current]);
        var documents = await AllAsync(page => workspace.ListDocumentsAsync(source, page));
        documents.Count.ShouldBe(2);
        (await AllAsync(page => workspace.ListDocumentsAsync(page))).Count.ShouldBe(3);
        (await AllAsync(page => workspace.ListDocumentsAsync(documents[1].SourceVersionId, page))).ShouldBe([documents[1]]);
        (await AllAsync(page => workspace.ListChunksOfDocumentAsync(documents[1].Id, library.Config.Id, page))).Select(chunk => chunk.Text).ShouldBe(["1", "2", "3", "4", "5"]);
        (await workspace.ListChunkSetsAsync(documents[1].Id)).Single().Status.ShouldBe(ChunkSetStatus.Superseded);
        (await workspace.ListChunkSetsAsync(documents[0].Id)).Single().Status.ShouldBe(ChunkSetStatus.Ready);

        (await AllAsync(page => workspace.ListChunksAsync(page))).Select(chunk => chunk.Text).ShouldBe(["6", "1", "2", "3"]);
        (await AllAsync(page => workspace.ListChunksAsync(page, withSuperseded: true))).Count.ShouldBe(9);

        // A set that is still being filled is in no list of chunks.
        var finer = await library.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("words", "1"));
        await using var run = await library.RunAsync(workspace);
        var set = await run.GetOrAddChunkSetAsync(documents[0].Id, finer.Id);
        await library.Store.Database.WriteAsync(unit => unit.Insert(DocumentWriting.RowOf(new SyncContext(workspace.Id, null, run.Id, library.Clock.Now), set.Id, new ChunkDraft(0, "unfinished"))));
        (await AllAsync(page => workspace.ListChunksAsync(page, withSuperseded: true))).Count.ShouldBe(9);
        (await AllAsync(page => workspace.ListChunksOfDocumentAsync(documents[0].Id, null, page))).Count.ShouldBe(3);
        (await AllAsync(page => workspace.ListChunksOfDocumentAsync(documents[0].Id, finer.Id, page))).ShouldBe([]);
        await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks("unfinished", "no more"));
        (await AllAsync(page => workspace.ListChunksOfDocumentAsync(documents[0].Id, null, page))).Select(chunk => chunk.Text).ShouldBe(["1", "2", "3", "unfinished", "no more"]);
        (await AllAsync(page => workspace.ListChunksOfDocumentAsync(documents[0].Id, finer.Id, page))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Queries_of_one_moment_are_told_apart()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var logged = new List<QueryId>();
        for (var i = 0; i < 7; i++)
        {
            logged.Add(await workspace.LogQueryAsync(new QueryLog { Text = $"{i}" }));
            if (i % 3 == 2)
            {
                library.Tick();
            }
        }

        var listed = await AllAsync(page => workspace.ListQueriesAsync(page));
        listed.Select(query => query.Id).ShouldBe(logged, ignoreOrder: true);
        listed.Select(query => query.At).ShouldBe(listed.Select(query => query.At).OrderDescending());
    }

    internal static async Task<List<T>> AllAsync<T>(Func<PageRequest, ValueTask<ListPage<T>>> list)
    {
        var all = new List<T>();
        for (var request = new PageRequest(2) { WithTotal = true }; ;)
        {
            var page = await list(request);
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                page.Total.ShouldBe(all.Count);
                return all;
            }

            request = request with { After = page.Next };
        }
    }

    // Sources 0 to 2 are present, 3 to 5 missing, 6 to 8 deleted; the even ones have the connector. Keys and times of change run in different orders.
    private static async Task<ConnectorId> FillAsync(Library library, Workspace workspace)
    {
        await using var run = await library.RunAsync(workspace);
        await using var sync = await run.BeginSyncAsync("memory");
        for (var i = 8; i >= 0; i--)
        {
            DateTimeOffset? gone = i < 3 ? null : library.Clock.Now.AddHours(i * 7 % 3);

            // The last one was given up without having been missing.
            await AddAsync(library, workspace, $"s{i}", i % 2 == 0 ? sync.Connector : null, i == 8 ? null : gone, i < 6 ? null : gone);
        }

        for (var i = 0; i < 3; i++)
        {
            var source = (await workspace.FindSourceAsync($"s{i}"))!.Id;
            await library.Store.Database.WriteAsync(unit => unit.SetReturned(source, library.Tick()));
        }

        return sync.Connector;
    }

    private static async Task AddAsync(Library library, Workspace workspace, string uri, ConnectorId? connector, DateTimeOffset? missing, DateTimeOffset? deleted)
    {
        var now = library.Tick();
        var source = new Source
        {
            Id = new SourceId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace.Id,
            ConnectorId = connector,
            SourceType = "item",
            Uri = uri,
            LastSeenAt = now,
            MissingSince = missing,
            DeletedAt = deleted,
            CreatedAt = now,
            UpdatedAt = missing ?? now,
        };
        await library.Store.Database.WriteAsync(unit => unit.Insert(source));
    }
}
