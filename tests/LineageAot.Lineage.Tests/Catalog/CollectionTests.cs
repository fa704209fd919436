namespace LineageAot.Lineage.Tests.Catalog;

public sealed class CollectionTests
{
    [Fact]
    public async Task The_same_spec_is_the_same_version_and_another_one_the_next()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var spec = new CollectionSpec("manuals") { Description = "what is printed", Interval = TimeSpan.FromTicks(36_000_000_123), SyncMode = SyncMode.Continuous, Meta = """{"a":1}""" };
        var first = await workspace.AddCollectionAsync(spec);
        (first.Version, first.Status, first.HealthScore).ShouldBe((1, CollectionStatus.Building, null));
        (await workspace.AddCollectionAsync(spec)).ShouldBe(first);
        foreach (var (changed, version) in new[] { spec with { Description = null }, spec with { Interval = null }, spec with { SyncMode = SyncMode.OneTime }, spec with { Meta = "{}" }, spec }.Select(static (changed, i) => (changed, i + 2)))
        {
            (await workspace.AddCollectionAsync(changed)).Version.ShouldBe(version);
        }

        (await workspace.AddCollectionAsync(new CollectionSpec("others"))).Version.ShouldBe(1);
        temporary.Scalar("select count(*) from collections").ShouldBe(7);
    }

    [Fact]
    public async Task Sixteen_at_once_add_one_version()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var rows = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await workspace.AddCollectionAsync(new CollectionSpec("manuals") { Meta = "[1]" }))));
        rows.Select(static row => row.Id).Distinct().Count().ShouldBe(1);
        temporary.Scalar("select count(*) from collections").ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_version_the_pinned_one_is_found_then_the_newest_active_one_then_the_newest()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        (await workspace.FindCollectionAsync("manuals")).ShouldBeNull();
        var versions = new List<Collection>();
        for (var i = 0; i < 4; i++)
        {
            versions.Add(await workspace.AddCollectionAsync(new CollectionSpec("manuals") { Description = $"{i}" }));
        }

        (await workspace.FindCollectionAsync("manuals"))!.Version.ShouldBe(4);
        await workspace.SetCollectionStatusAsync(versions[1].Id, CollectionStatus.Active);
        await workspace.SetCollectionStatusAsync(versions[2].Id, CollectionStatus.Active);
        (await workspace.FindCollectionAsync("manuals"))!.Version.ShouldBe(3);
        (await workspace.PinCollectionAsync("manuals", 1)).Id.ShouldBe(versions[0].Id);
        (await workspace.FindCollectionAsync("manuals"))!.Version.ShouldBe(1);
        await workspace.PinCollectionAsync("manuals", 4);
        await workspace.PinCollectionAsync("manuals", 4);
        (await workspace.FindCollectionAsync("manuals"))!.Version.ShouldBe(4);
        (await workspace.FindCollectionAsync("manuals", 2))!.Id.ShouldBe(versions[1].Id);
        (await workspace.FindCollectionAsync("manuals", 5)).ShouldBeNull();
        (await workspace.UnpinCollectionAsync("manuals")).ShouldBeTrue();
        (await workspace.UnpinCollectionAsync("manuals")).ShouldBeFalse();
        (await workspace.FindCollectionAsync("manuals"))!.Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_collection_lists_its_sources_by_pages_and_takes_each_once()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var sources = await CatalogData.AddSourcesAsync(workspace, 1203);
        var collection = await workspace.AddCollectionAsync(new CollectionSpec("manuals"));
        (await workspace.AddSourcesAsync(collection.Id, sources.Take(7).Concat(sources))).ShouldBe(1203);
        (await workspace.AddSourcesAsync(collection.Id, sources)).ShouldBe(0);
        var listed = new List<SourceId>();
        var request = new PageRequest(500) { WithTotal = true };
        do
        {
            var page = await workspace.ListCollectionSourcesAsync(collection.Id, request);
            (page.Total ?? 1203).ShouldBe(1203);
            listed.AddRange(page.Items.Select(static member => member.SourceId));
            request = new PageRequest(500) { After = page.Next };
        }
        while (request.After is not null);
        listed.ShouldBe(sources);
        (await workspace.RemoveSourcesAsync(collection.Id, sources.Take(603))).ShouldBe(603);
        (await workspace.RemoveSourcesAsync(collection.Id, sources.Take(603))).ShouldBe(0);
        (await workspace.ListCollectionSourcesAsync(collection.Id, new PageRequest(1) { WithTotal = true })).Total.ShouldBe(600);
        (await workspace.ListCollectionSourcesAsync(collection.Id, new PageRequest(1))).Items[0].Uri.ShouldBe("source-00603");
    }

    [Fact]
    public async Task A_foreign_source_is_refused_with_its_whole_slice()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        var own = await CatalogData.AddSourcesAsync(main, 600);
        var foreign = await CatalogData.AddSourcesAsync(other, 1);
        var collection = await main.AddCollectionAsync(new CollectionSpec("manuals"));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.AddSourcesAsync(collection.Id, [own[0], foreign[0], own[1]]));
        temporary.Scalar("select count(*) from collection_sources").ShouldBe(0);

        // Slices before the bad one stay; a repeat with the rest goes on from there.
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.AddSourcesAsync(collection.Id, [.. own, foreign[0]]));
        temporary.Scalar("select count(*) from collection_sources").ShouldBe(500);
        (await main.AddSourcesAsync(collection.Id, own)).ShouldBe(100);
    }

    [Fact]
    public async Task Collections_of_another_workspace_are_invisible_and_untouchable()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        var sources = await CatalogData.AddSourcesAsync(main, 1);
        var foreignSources = await CatalogData.AddSourcesAsync(other, 1);
        var collection = await main.AddCollectionAsync(new CollectionSpec("manuals"));
        await main.AddSourcesAsync(collection.Id, sources);
        await main.PinCollectionAsync("manuals", 1);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.SetCollectionStatusAsync(collection.Id, CollectionStatus.Error));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.SetCollectionHealthAsync(collection.Id, 0.5));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.AddSourcesAsync(collection.Id, foreignSources));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.RemoveSourcesAsync(collection.Id, sources));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.PinCollectionAsync("manuals", 1));
        (await other.UnpinCollectionAsync("manuals")).ShouldBeFalse();
        (await other.DeleteCollectionAsync(collection.Id)).ShouldBeFalse();
        (await other.FindCollectionAsync("manuals")).ShouldBeNull();
        (await other.FindCollectionAsync("manuals", 1)).ShouldBeNull();
        (await other.ListCollectionsAsync(new PageRequest(10) { WithTotal = true })).ShouldSatisfyAllConditions(page => page.Items.ShouldBeEmpty(), page => page.Total.ShouldBe(0));
        (await other.ListCollectionSourcesAsync(collection.Id, new PageRequest(10) { WithTotal = true })).ShouldSatisfyAllConditions(page => page.Items.ShouldBeEmpty(), page => page.Total.ShouldBe(0));
        (await main.FindCollectionAsync("manuals")).ShouldBe(collection);
        var set = await CatalogData.AddEmbeddingSetAsync(main);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.AddCollectionAsync(new CollectionSpec("theirs") { EmbeddingSetId = set }));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.AddCollectionAsync(new CollectionSpec("mine") { ChunkConfigId = new ChunkConfigId(Guid.NewGuid()) }));
        (await main.AddCollectionAsync(new CollectionSpec("mine") { EmbeddingSetId = set })).EmbeddingSetId.ShouldBe(set);
        temporary.Scalar("select count(*) from collections").ShouldBe(2);
    }

    [Fact]
    public async Task Lists_filter_by_status_and_go_on_behind_a_page()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        foreach (var name in new[] { "b", "a", "c" })
        {
            await workspace.AddCollectionAsync(new CollectionSpec(name));
            var second = await workspace.AddCollectionAsync(new CollectionSpec(name) { Description = "second" });
            await workspace.SetCollectionStatusAsync(second.Id, CollectionStatus.Active);
        }

        var first = await workspace.ListCollectionsAsync(new PageRequest(4) { WithTotal = true });
        var rest = await workspace.ListCollectionsAsync(new PageRequest(4) { After = first.Next });
        first.Items.Concat(rest.Items).Select(static row => row.Name + row.Version).ShouldBe(["a1", "a2", "b1", "b2", "c1", "c2"]);
        (first.Total, rest.Next).ShouldBe((6, null));
        var active = await workspace.ListCollectionsAsync(new PageRequest(2) { WithTotal = true }, CollectionStatus.Active);
        active.Items.Select(static row => row.Name + row.Version).ShouldBe(["a2", "b2"]);
        active.Total.ShouldBe(3);
    }

    [Fact]
    public async Task A_status_that_is_set_again_changes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var collection = await workspace.AddCollectionAsync(new CollectionSpec("manuals"));
        var active = await workspace.SetCollectionStatusAsync(collection.Id, CollectionStatus.Active);
        active.Status.ShouldBe(CollectionStatus.Active);
        (await workspace.SetCollectionStatusAsync(collection.Id, CollectionStatus.Active)).ShouldBe(active);
        var healthy = await workspace.SetCollectionHealthAsync(collection.Id, 1);
        healthy.HealthScore.ShouldBe(1);
        (await workspace.SetCollectionHealthAsync(collection.Id, 1)).ShouldBe(healthy);
    }

    [Fact]
    public async Task Deleting_a_version_leaves_its_sources_and_its_name_to_the_others()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var first = await workspace.AddCollectionAsync(new CollectionSpec("manuals"));
        var second = await workspace.AddCollectionAsync(new CollectionSpec("manuals") { Description = "second" });
        await workspace.AddSourcesAsync(second.Id, await CatalogData.AddSourcesAsync(workspace, 3));
        await workspace.PinCollectionAsync("manuals", 2);
        await workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Collection, second.Id.Value, "report", "file:report"));
        (await workspace.DeleteCollectionAsync(second.Id)).ShouldBeTrue();
        (await workspace.DeleteCollectionAsync(second.Id)).ShouldBeFalse();
        (await workspace.FindCollectionAsync("manuals"))!.Id.ShouldBe(first.Id);
        temporary.Scalar("select (select count(*) from sources) * 100 + (select count(*) from collection_sources) + (select count(*) from collection_pins) + (select count(*) from artifacts)").ShouldBe(300);
    }

    [Fact]
    public async Task Bad_input_is_refused_before_anything_is_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var collection = await workspace.AddCollectionAsync(new CollectionSpec("manuals"));
        await Should.ThrowAsync<ArgumentNullException>(async () => await workspace.AddCollectionAsync(null!));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddCollectionAsync(new CollectionSpec(" ")));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.AddCollectionAsync(new CollectionSpec("a") { Interval = TimeSpan.Zero }));
        foreach (var text in new[] { "", "{", "{'a':1}", "{} {}", "nul", "[1,]", "\"\u0001\"", "{}\0" })
        {
            (await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddCollectionAsync(new CollectionSpec("a") { Meta = text }))).ParamName.ShouldBe("Meta");
        }

        foreach (var score in new[] { -0.01, 1.01, double.NaN, double.PositiveInfinity })
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.SetCollectionHealthAsync(collection.Id, score));
        }

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.FindCollectionAsync("manuals", 0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.PinCollectionAsync("manuals", 0));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.FindCollectionAsync(""));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await workspace.PinCollectionAsync("manuals", 2));
        await Should.ThrowAsync<ArgumentNullException>(async () => await workspace.AddSourcesAsync(collection.Id, null!));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListCollectionsAsync(new PageRequest(0)));
        temporary.Scalar("select (select count(*) from collections) * 10 + (select count(*) from collection_pins)").ShouldBe(10);
    }
}
