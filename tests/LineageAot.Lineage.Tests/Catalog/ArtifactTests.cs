namespace LineageAot.Lineage.Tests.Catalog;

public sealed class ArtifactTests
{
    [Fact]
    public async Task The_same_owner_kind_and_place_are_one_artifact_that_is_kept_up_to_date()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var source = (await CatalogData.AddSourcesAsync(workspace, 1))[0];
        var spec = new ArtifactSpec(EntityType.Source, source.Value, "picture", "file:1.png") { Sha256 = Sha256.OfText("1"), SizeBytes = 1, MimeType = "image/png" };
        var first = await workspace.AddArtifactAsync(spec);
        (await workspace.AddArtifactAsync(spec)).ShouldBe(first);
        var second = await workspace.AddArtifactAsync(spec with { Sha256 = Sha256.OfText("2"), SizeBytes = 2 });
        (second.Id, second.Sha256, second.SizeBytes).ShouldBe((first.Id, Sha256.OfText("2"), 2));
        await workspace.AddArtifactAsync(spec with { Uri = "file:0.png" });
        var listed = await workspace.ListArtifactsAsync(EntityType.Source, source.Value);
        listed.Select(static row => row.Uri).ShouldBe(["file:0.png", "file:1.png"]);
        listed[1].ShouldBe(second);
        (await workspace.DeleteArtifactAsync(first.Id)).ShouldBeTrue();
        (await workspace.DeleteArtifactAsync(first.Id)).ShouldBeFalse();
        (await workspace.ListArtifactsAsync(EntityType.Source, source.Value)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sixteen_at_once_add_one_artifact()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var spec = new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "picture", "file:1.png");
        var rows = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await workspace.AddArtifactAsync(spec))));
        rows.Select(static row => row.Id).Distinct().Count().ShouldBe(1);
        temporary.Scalar("select count(*) from artifacts").ShouldBe(1);
    }

    [Fact]
    public async Task A_run_stamps_its_artifacts_and_leaves_an_edge_once()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var spec = new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "picture", "file:1.png") { SizeBytes = 1 };
        await workspace.AddArtifactAsync(spec);
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var artifact = await run.AddArtifactAsync(spec);
        artifact.RunId.ShouldBe(run.Id);
        (await run.AddArtifactAsync(spec)).ShouldBe(artifact);
        temporary.Scalar("select count(*) from run_io e join artifacts a on a.id = e.entity_id and a.run_id = e.run_id where e.direction = 'out' and e.entity_type = 'artifact'").ShouldBe(1);

        // Noticed again without a run it's still what the run made; other bytes aren't.
        (await workspace.AddArtifactAsync(spec)).RunId.ShouldBe(run.Id);
        (await workspace.AddArtifactAsync(spec with { SizeBytes = 2 })).RunId.ShouldBeNull();
        await run.SucceedAsync();
    }

    [Fact]
    public async Task The_owner_must_be_this_workspaces_whatever_it_is()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await CatalogRows.FillAsync(main);
        foreach (var (type, table) in new[]
        {
            (EntityType.Source, "sources"), (EntityType.SourceVersion, "source_versions"), (EntityType.Document, "documents"), (EntityType.ChunkSet, "chunk_sets"), (EntityType.Chunk, "chunks"),
            (EntityType.EmbeddingSet, "embedding_sets"), (EntityType.Collection, "collections"), (EntityType.Query, "queries"), (EntityType.Artifact, "artifacts"),
        })
        {
            var owner = temporary.FirstKey(table);
            (await main.AddArtifactAsync(new ArtifactSpec(type, owner, "picture", "file:own"))).OwnerId.ShouldBe(owner);
            await Should.ThrowAsync<LineageNotFoundException>(async () => await other.AddArtifactAsync(new ArtifactSpec(type, owner, "picture", "file:foreign")), type.ToString());
            await Should.ThrowAsync<LineageNotFoundException>(async () => await main.AddArtifactAsync(new ArtifactSpec(type, Guid.NewGuid(), "picture", "file:none")), type.ToString());
            (await other.ListArtifactsAsync(type, owner)).ShouldBeEmpty();
        }

        temporary.Scalar("select count(*) from artifacts where uri <> 'file:own' and kind = 'picture'").ShouldBe(0);
    }

    [Fact]
    public async Task Two_workspaces_may_name_the_same_thing_of_theirs()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        var spec = new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "picture", "file:1.png");
        var own = await main.AddArtifactAsync(spec);
        var theirs = await other.AddArtifactAsync(spec with { SizeBytes = 9 });
        theirs.Id.ShouldNotBe(own.Id);
        (await other.DeleteArtifactAsync(own.Id)).ShouldBeFalse();
        (await main.ListArtifactsAsync(EntityType.Custom, spec.OwnerId)).ShouldBe([own]);
    }

    [Fact]
    public async Task Bad_input_is_refused_before_anything_is_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var spec = new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "picture", "file:1.png");
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddArtifactAsync(spec with { Kind = "" }));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddArtifactAsync(spec with { Uri = " " }));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddArtifactAsync(spec with { OwnerId = Guid.Empty }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.AddArtifactAsync(spec with { SizeBytes = -1 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.AddArtifactAsync(spec with { OwnerType = (EntityType)99 }));
        temporary.Scalar("select count(*) from artifacts").ShouldBe(0);
    }
}
