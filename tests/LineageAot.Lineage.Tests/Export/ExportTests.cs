using System.Text;
using System.Text.Json;
using LineageAot.Lineage.Tests.Catalog;

namespace LineageAot.Lineage.Tests.Export;

public sealed class ExportTests
{
    // Type of line, and the rows of the workspace @w that it stands for.
    // Without a count: what may be in another file.
    private static readonly (ExportType Type, string Name, string? Count)[] Tables =
    [
        (ExportType.Workspace, "workspace", "workspaces where id = @w"),
        (ExportType.Connector, "connector", "connectors where workspace_id = @w"),
        (ExportType.Content, "content", "(select distinct content_sha256 from source_versions where workspace_id = @w)"),
        (ExportType.Source, "source", "sources where workspace_id = @w"),
        (ExportType.SourceHistory, "source_history", "source_history h join sources s on s.id = h.source_id where s.workspace_id = @w"),
        (ExportType.SourceVersion, "source_version", "source_versions where workspace_id = @w"),
        (ExportType.Document, "document", "documents where workspace_id = @w"),
        (ExportType.ChunkConfig, "chunk_config", "(select distinct chunk_config_id from chunk_sets where workspace_id = @w)"),
        (ExportType.ChunkSet, "chunk_set", "chunk_sets where workspace_id = @w"),
        (ExportType.Chunk, "chunk", "chunks where workspace_id = @w"),
        (ExportType.EmbeddingSet, "embedding_set", "embedding_sets where workspace_id = @w"),
        (ExportType.ChunkEmbedding, "chunk_embedding", "chunk_embeddings where workspace_id = @w"),
        (ExportType.Pipeline, "pipeline", "pipelines where workspace_id = @w"),
        (ExportType.Collection, "collection", "collections where workspace_id = @w"),
        (ExportType.CollectionPin, "collection_pin", "collection_pins where workspace_id = @w"),
        (ExportType.CollectionSource, "collection_source", "collection_sources m join collections c on c.id = m.collection_id where c.workspace_id = @w"),
        (ExportType.Schedule, "schedule", "schedules where workspace_id = @w"),
        (ExportType.Definition, "definition", "definitions where workspace_id = @w"),
        (ExportType.Run, "run", "runs where workspace_id = @w"),
        (ExportType.RunItem, "run_item", "run_items i join runs r on r.id = i.run_id where r.workspace_id = @w"),
        (ExportType.RunIo, "run_io", "run_io e join runs r on r.id = e.run_id where r.workspace_id = @w"),
        (ExportType.Event, "event", null),
        (ExportType.Query, "query", "queries where workspace_id = @w"),
        (ExportType.QueryResult, "query_result", "query_results x join queries q on q.id = x.query_id where q.workspace_id = @w"),
        (ExportType.Artifact, "artifact", "artifacts where workspace_id = @w"),
    ];

    [Fact]
    public async Task Every_row_of_the_workspace_is_a_line_and_the_footer_counts_them()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var (lines, report) = await ExportAsync(main);
        Tables.Length.ShouldBe(Enum.GetValues<ExportType>().Length);
        var footer = lines[^1];
        footer.GetProperty("type").GetString().ShouldBe("footer");
        foreach (var (type, name, rows) in Tables)
        {
            var key = $"unhex('{Convert.ToHexString(main.Id.Value.ToByteArray(bigEndian: true))}')";
            var expected = rows is null
                ? temporary.Guids($"select id from runs where workspace_id = {key}").Sum(run => temporary.Scalar($"select count(*) from events where stream_id = unhex('{Convert.ToHexString(run.ToByteArray(bigEndian: true))}')"))
                : temporary.Scalar($"select count(*) from {rows.Replace("@w", key, StringComparison.Ordinal)}");
            expected.ShouldBeGreaterThan(0, name);
            lines.Count(line => line.GetProperty("type").GetString() == name).ShouldBe((int)expected, name);
            footer.GetProperty("counts").GetProperty(name).GetInt64().ShouldBe(expected, name);
            report.Counts[type].ShouldBe(expected, name);
        }

        lines.Count.ShouldBe((int)report.Counts.Values.Sum() + 2);
        lines.ShouldAllBe(static line => line.EnumerateObject().Select(static property => property.Name).Distinct().Count() == line.EnumerateObject().Count());
        footer.GetProperty("counts").EnumerateObject().Count().ShouldBe(Tables.Length);
    }

    [Fact]
    public async Task Nothing_of_another_workspace_is_in_it()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var other = (await temporary.Store.FindWorkspaceAsync("other"))!;
        var ours = await TextAsync(main);
        var theirs = await TextAsync(other);
        ours.ShouldNotContain(other.Id.Value.ToString());
        ours.ShouldNotContain("of other");
        theirs.ShouldContain("of other");
        theirs.ShouldNotContain(main.Id.Value.ToString());

        // Keys of rows: none is in both, but those of what belongs to nobody.
        Keys(ours).Intersect(Keys(theirs)).ShouldBe(Keys(ours, "chunk_config"));

        static IEnumerable<string> Keys(string text, string? type = null) => Parse(text)
            .Where(line => line.TryGetProperty("id", out _) && (type is null || line.GetProperty("type").GetString() == type))
            .Select(static line => line.GetProperty("id").GetString()!).ToList();
    }

    [Fact]
    public async Task The_header_says_what_it_is()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var header = (await ExportAsync(main)).Lines[0];
        header.EnumerateObject().Select(static property => property.Name).ShouldBe(["type", "format", "store_schema", "workspace", "workspace_id", "exported_at", "texts"]);
        (header.GetProperty("type").GetString(), header.GetProperty("format").GetInt32(), header.GetProperty("store_schema").GetInt32(), header.GetProperty("workspace").GetString())
            .ShouldBe(("header", 1, 5, "main"));
        header.GetProperty("workspace_id").GetGuid().ShouldBe(main.Id.Value);
        header.GetProperty("exported_at").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
    }

    [Fact]
    public async Task Texts_with_odd_characters_come_back_as_they_were()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var lines = (await ExportAsync(main)).Lines;
        Of(lines, "chunk").Where(static line => line.GetProperty("ordinal").GetInt32() == 0).ShouldAllBe(static line => line.GetProperty("text").GetString() == CatalogRows.OddText);
        Of(lines, "document")[0].GetProperty("title").GetString().ShouldBe(CatalogRows.OddText);
        Of(lines, "query")[0].GetProperty("text").GetString().ShouldBe(CatalogRows.OddText);
    }

    [Fact]
    public async Task Values_have_the_forms_that_are_documented()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var lines = (await ExportAsync(main)).Lines;
        var run = Of(lines, "run")[0];
        run.GetProperty("params").GetProperty("deep").GetRawText().ShouldBe("""[1, 2.50, 1e400, "\ud800\u2028"]""");
        run.GetProperty("stats").GetProperty("chunks").GetInt32().ShouldBe(6);
        (run.GetProperty("status").GetString(), run.GetProperty("run_type").GetString(), run.GetProperty("pipeline_id").ValueKind).ShouldBe(("succeeded", "index", JsonValueKind.Null));
        Of(lines, "content").ShouldContain(static line => line.GetProperty("sha256").GetString() == Sha256.OfText("a").ToString());
        var query = Of(lines, "query")[0];
        (query.GetProperty("latency").GetInt64(), query.GetProperty("at").GetString()).ShouldBe((1500, "2026-02-03T04:05:06.007000Z"));
        Of(lines, "query_result").Select(static line => line.GetProperty("score").ToString()).Take(2).ShouldBe(["Infinity", "0.5"]);
        (Of(lines, "collection")[0].GetProperty("sync_mode").GetString(), Of(lines, "collection")[0].GetProperty("health_score").GetDouble()).ShouldBe(("one_time", 0.25));
        Of(lines, "schedule")[0].GetProperty("enabled").GetBoolean().ShouldBeTrue();
        Of(lines, "workspace")[0].GetProperty("settings").GetString().ShouldBe("set");
        Of(lines, "definition")[0].GetProperty("own_type").GetString().ShouldBe("graph");
        Of(lines, "pipeline")[0].GetProperty("config").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Without_texts_hashes_say_what_they_were()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var (lines, _) = await ExportAsync(main, new ExportOptions { IncludeTexts = false });
        Of(lines, "chunk").Concat(Of(lines, "query")).ShouldAllBe(static line => line.GetProperty("text").ValueKind == JsonValueKind.Null);
        Of(lines, "chunk")[0].GetProperty("chunk_hash").GetString().ShouldBe(Sha256.OfText(CatalogRows.OddText).ToString());
        lines[0].GetProperty("texts").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_types_that_are_asked_for_are_in_it()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        var (lines, report) = await ExportAsync(main, new ExportOptions { Types = [ExportType.Run, ExportType.Source, ExportType.Run] });
        lines.Select(static line => line.GetProperty("type").GetString()).ShouldBe(["header", "source", "source", "run", "footer"]);
        report.Counts.Keys.ShouldBe([ExportType.Source, ExportType.Run]);
        (await ExportAsync(main, new ExportOptions { Types = [] })).Lines.Count.ShouldBe(2);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ExportAsync(main, new ExportOptions { Types = [(ExportType)99] }));
    }

    [Fact]
    public async Task What_is_committed_meanwhile_is_not_in_it()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        await ExportData.AddChunksAsync(main, 2000);
        var before = temporary.Scalar("select count(*) from artifacts") - 1;
        using var target = new HookedStream(() => main.AddArtifactAsync(new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "late", "file:late")).AsTask());
        (await main.ExportAsync(target)).Counts[ExportType.Artifact].ShouldBe(before);
        temporary.Scalar("select count(*) from artifacts where kind = 'late'").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_cancelled_export_has_no_footer()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        await ExportData.AddChunksAsync(main, 2000);
        using var stop = new CancellationTokenSource();
        using var target = new HookedStream(stop.CancelAsync);
        await Should.ThrowAsync<OperationCanceledException>(async () => await main.ExportAsync(target, cancellationToken: stop.Token));
        var text = Encoding.UTF8.GetString(target.Written.ToArray());
        text.ShouldStartWith("{\"type\":\"header\"");
        text.ShouldNotContain("\"type\":\"footer\"");
        Encoding.UTF8.GetString(await BytesAsync(main)).ShouldContain("\"type\":\"footer\"");
    }

    [Fact]
    public async Task A_stream_that_fails_ends_the_export_and_gives_the_reader_back()
    {
        await using var temporary = await OpenWithTwoAsync();
        var main = (await temporary.Store.FindWorkspaceAsync("main"))!;
        using var target = new HookedStream(static () => throw new IOException("no space"));
        await Should.ThrowAsync<IOException>(async () => await main.ExportAsync(target));
        (await temporary.Store.Database.CheckHealthAsync()).ActiveReaders.ShouldBe(0);
        await Should.ThrowAsync<ArgumentNullException>(async () => await main.ExportAsync(null!));
        using var closed = new MemoryStream([], writable: false);
        await Should.ThrowAsync<ArgumentException>(async () => await main.ExportAsync(closed));
    }

    [Fact]
    public async Task An_export_beyond_the_age_of_reads_says_so_and_has_no_footer()
    {
        var clock = new SteppedClock();
        var folder = Directory.CreateTempSubdirectory("lineage-export-").FullName;
        try
        {
            await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = Path.Combine(folder, "store.db"), TimeProvider = clock, MaxReadAge = TimeSpan.FromMinutes(5) });
            var workspace = await store.GetOrAddWorkspaceAsync("main");
            await ExportData.AddChunksAsync(workspace, 2000);
            using var target = new HookedStream(() =>
            {
                clock.Advance(TimeSpan.FromMinutes(6));
                return Task.CompletedTask;
            });
            (await Should.ThrowAsync<SnapshotExpiredException>(async () => await workspace.ExportAsync(target))).Message.ShouldContain("MaxReadAge");
            Encoding.UTF8.GetString(target.Written.ToArray()).ShouldNotContain("\"type\":\"footer\"");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_workspace_that_is_gone_is_not_exported()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await temporary.Store.Database.WriteAsync(unit => unit.Delete(unit.Table<WorkspaceRow>().Find(main.Id)!));
        using var target = new MemoryStream();
        await Should.ThrowAsync<LineageNotFoundException>(async () => await main.ExportAsync(target));
        target.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Text_behind_a_NUL_that_SQLite_takes_for_JSON_is_exported_as_text()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await temporary.Store.Database.WriteAsync(unit => unit.SetWorkspaceSettings(main.Id, "{}\0rest", temporary.Store.Now));
        Of((await ExportAsync(main)).Lines, "workspace")[0].GetProperty("settings").GetString().ShouldBe("{}\0rest");
    }

    private static async Task<TemporaryStore> OpenWithTwoAsync()
    {
        var temporary = await TemporaryStore.OpenAsync();
        await CatalogRows.FillAsync(await temporary.Store.GetOrAddWorkspaceAsync("main"));
        await CatalogRows.FillAsync(await temporary.Store.GetOrAddWorkspaceAsync("other"));
        await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("nobody's", "1"));
        return temporary;
    }

    private static async Task<byte[]> BytesAsync(Workspace workspace, ExportOptions? options = null)
    {
        using var target = new MemoryStream();
        var report = await workspace.ExportAsync(target, options);
        report.Bytes.ShouldBe(target.Length);
        return target.ToArray();
    }

    private static async Task<string> TextAsync(Workspace workspace) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(await BytesAsync(workspace));

    private static async Task<(IReadOnlyList<JsonElement> Lines, ExportReport Report)> ExportAsync(Workspace workspace, ExportOptions? options = null)
    {
        using var target = new MemoryStream();
        var report = await workspace.ExportAsync(target, options);
        return (Parse(Encoding.UTF8.GetString(target.ToArray())), report);
    }

    private static List<JsonElement> Parse(string text)
    {
        text.ShouldEndWith("\n");
        return [.. text[..^1].Split('\n').Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    private static List<JsonElement> Of(IReadOnlyList<JsonElement> lines, string type) => [.. lines.Where(line => line.GetProperty("type").GetString() == type)];
}
