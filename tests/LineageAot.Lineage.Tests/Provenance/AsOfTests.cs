namespace LineageAot.Lineage.Tests.Provenance;

public sealed class AsOfTests
{
    [Fact]
    public async Task Each_moment_of_a_source_can_be_read()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var nothing = library.Tick();
        await library.SyncAsync(workspace, ("a.txt", "one.two"));
        var first = library.Clock.Now;
        await library.SyncAsync(workspace, ("a.txt", "changed"), ("b.txt", "b"));
        var changed = library.Clock.Now;
        var run = await library.SyncAsync(workspace, ("b.txt", "b"));
        var deleted = library.Clock.Now;
        await library.SyncAsync(workspace, ("a.txt", "changed"), ("b.txt", "b"));
        var returned = library.Clock.Now;

        (await workspace.ReadAsOfAsync("a.txt", nothing)).ShouldBeNull();
        (await workspace.ReadAsOfAsync("z.txt", returned)).ShouldBeNull();
        var then = (await workspace.ReadAsOfAsync("a.txt", first))!;
        (then.State, then.IsPresent, then.VersionNo, then.ContentSha256, then.StateSince, then.IngestedAt, then.SizeBytes, then.MimeType)
            .ShouldBe((SourceState.Current, true, 1, Sha256.OfText("one.two"), first, first, 7, "text/plain"));
        (await workspace.ReadAsOfAsync("a.txt", changed.AddTicks(-10)))!.VersionNo.ShouldBe(1);
        (await workspace.ReadAsOfAsync("a.txt", changed))!.ContentSha256.ShouldBe(Sha256.OfText("changed"));
        var gone = (await workspace.ReadAsOfAsync("a.txt", deleted))!;
        (gone.State, gone.IsPresent, gone.VersionNo, gone.StateRunId).ShouldBe((SourceState.Deleted, false, 2, run));
        (await workspace.ReadAsOfAsync("a.txt", returned))!.IsPresent.ShouldBeTrue();

        (await UrisAsync(workspace, nothing)).ShouldBe([]);
        (await UrisAsync(workspace, first)).ShouldBe(["a.txt"]);
        (await UrisAsync(workspace, changed)).ShouldBe(["a.txt", "b.txt"]);
        (await UrisAsync(workspace, deleted)).ShouldBe(["b.txt"]);
        (await UrisAsync(workspace, deleted, withDeleted: true)).ShouldBe(["a.txt", "b.txt"]);

        (await ChunksAsync(workspace, first)).ShouldBe(["one", "two"]);
        (await ChunksAsync(workspace, changed)).ShouldBe(["changed"]);
        (await ChunksAsync(workspace, deleted)).ShouldBe([]);
        (await ChunksAsync(workspace, nothing)).ShouldBe([]);
    }

    [Fact]
    public async Task Where_the_clock_went_back_the_later_knowledge_wins()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"));
        var first = library.Clock.Now;
        library.Clock.Now = first.AddMinutes(-10);
        await library.SyncAsync(workspace, ("a.txt", "two"));
        var second = library.Clock.Now;
        second.ShouldBeLessThan(first);

        (await workspace.ReadAsOfAsync("a.txt", second.AddTicks(-10))).ShouldBeNull();
        foreach (var time in new[] { second, second.AddMinutes(5), first, first.AddDays(1) })
        {
            (await workspace.ReadAsOfAsync("a.txt", time))!.ContentSha256.ShouldBe(Sha256.OfText("two"));
        }
    }

    [Fact]
    public async Task A_purged_version_leaves_the_state_without_its_content()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"));
        var first = library.Clock.Now;
        await library.SyncAsync(workspace, ("a.txt", "two"));
        var purged = (await workspace.ReadAsOfAsync("a.txt", first))!.VersionId!.Value;
        await library.Store.Database.WriteAsync(unit => unit.PurgeVersion(purged));
        var then = (await workspace.ReadAsOfAsync("a.txt", first))!;
        (then.State, then.VersionId, then.VersionNo, then.ContentSha256, then.IngestedAt).ShouldBe((SourceState.Current, purged, null, null, null));
    }

    private static async Task<IEnumerable<string>> UrisAsync(Workspace workspace, DateTimeOffset time, bool withDeleted = false)
    {
        var uris = new List<string>();
        for (var page = new PageRequest(1) { WithTotal = true }; ;)
        {
            var read = await workspace.ListAsOfAsync(time, page, withDeleted);
            foreach (var source in read.Items)
            {
                source.ShouldBe(await workspace.ReadAsOfAsync(source.Uri, time));
                uris.Add(source.Uri);
            }

            if (read.Next is null)
            {
                read.Total.ShouldBe(uris.Count);
                return uris;
            }

            page = page with { After = read.Next };
        }
    }

    private static async Task<IEnumerable<string?>> ChunksAsync(Workspace workspace, DateTimeOffset time)
        => (await workspace.ListChunksAsOfAsync("a.txt", time, null, new PageRequest(10))).Items.Select(chunk => chunk.Text);
}
