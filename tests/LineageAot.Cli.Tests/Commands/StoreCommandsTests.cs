using System.Diagnostics;
using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Tests.Commands;

public sealed class StoreCommandsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    public StoreCommandsTests()
    {
        folder.Write("a.md", "# The title\n\nfirst text");
        folder.Write("sub/100%.txt", "percent \u001b[31mred");
        folder.Write("sub/日本.txt", "日本語");
        IngestProcess.Ingest(Database, folder.Path).ExitCode.ShouldBe(ExitCodes.Done);
    }

    private string Database => place.At("store.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public void Sources_come_page_by_page_and_a_wrong_cursor_is_refused()
    {
        var first = Json("sources", "--limit", "2", "--total");
        (first.Count, first[^1].Number("total")).ShouldBe((3, 3));
        first[0].GetProperty("path").GetString()!.ShouldStartWith(folder.Path);
        var next = first[^1].GetProperty("next").GetString()!;
        var second = Json("sources", "--limit", "2", "--after", next);
        second.Count.ShouldBe(2);
        second[^1].GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        first.Concat(second).Where(line => line.GetProperty("type").GetString() == "source").Select(line => line.GetProperty("id").GetString()).Distinct().Count().ShouldBe(3);

        Run("sources", "--after", next, "--order", "updated").ExitCode.ShouldBe(ExitCodes.Usage);
        Run("sources", "--after", "nonsense").ExitCode.ShouldBe(ExitCodes.Usage);
        Run("sources", "--status", "missing", "--json").Output.ShouldNotContain("\"source\"");
    }

    [Fact]
    public void A_source_is_known_by_key_uri_and_path()
    {
        var source = Json("sources").Single(line => line.TryGetProperty("uri", out var uri) && uri.GetString()!.EndsWith("100%25.txt", StringComparison.Ordinal));
        foreach (var name in new[] { source.GetProperty("id").GetString()!, source.GetProperty("uri").GetString()!, "sub/100%.txt", "sub/100%25.txt", folder.At("sub/100%.txt") })
        {
            Json("chunks", name)[0].GetProperty("text").GetString().ShouldBe("percent \u001b[31mred");
        }

        var table = Run("chunks", "sub/100%.txt").Output;
        table.ShouldNotContain("\u001b");
        table.ShouldContain(@"\u001b[31mred");
        Run("chunks", "no/such.txt").ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task Show_tells_what_a_key_is()
    {
        var keys = new Dictionary<string, string>
        {
            ["source"] = Key("sources"), ["source_version"] = Key("source_versions"), ["document"] = Key("documents"), ["chunk_set"] = Key("chunk_sets"), ["chunk"] = Key("chunks"), ["run"] = Key("runs"),
        };
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            var workspace = await store.GetOrAddWorkspaceAsync("default");
            var chunk = new ChunkId(Guid.Parse(keys["chunk"]));
            keys["query"] = (await workspace.LogQueryAsync(new QueryLog { Text = "what", Results = [new QueryHit(chunk, 0.5)] })).Value.ToString();
            keys["collection"] = (await workspace.AddCollectionAsync(new CollectionSpec("books"))).Id.Value.ToString();
            keys["artifact"] = (await workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Source, Guid.Parse(keys["source"]), "log", "file:///log"))).Id.Value.ToString();
            keys["embedding_set"] = (await AddSetAsync(workspace)).Id.Value.ToString();
            await store.GetOrAddWorkspaceAsync("other");
        }

        foreach (var (kind, key) in keys)
        {
            var shown = Json("show", key).Single();
            (shown.GetProperty("type").GetString(), shown.GetProperty("id").GetString()).ShouldBe((kind, key));
        }

        Run("show", keys["chunk"]).Output.ShouldContain("chunk set id");
        Run("show", keys["source"], "--workspace", "other").ExitCode.ShouldBe(ExitCodes.Failed);
        var (code, _, errors) = Run("show", Guid.NewGuid().ToString());
        code.ShouldBe(ExitCodes.Failed);
        errors.ShouldContain("has nothing");
    }

    [Fact]
    public void A_trace_leads_from_the_chunk_to_its_source_and_back()
    {
        var up = Json("trace", Key("chunks"));
        up.Where(line => line.GetProperty("type").GetString() == "node").Select(line => line.GetProperty("kind").GetString()).ShouldContain("source");
        up[^1].GetProperty("truncated").GetBoolean().ShouldBeFalse();
        Run("trace", "a.md").Output.ShouldContain("        chunk "); // Four steps down.
        var (_, _, cut) = Run("trace", "a.md", "--depth", "1");
        cut.ShouldContain("There is more");
        Run("trace", "a.md", "--up", "--down").ExitCode.ShouldBe(ExitCodes.Usage);
        Run("trace", "nothing").ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task Stale_counts_sets_and_lists_what_failed_first()
    {
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            var workspace = await store.GetOrAddWorkspaceAsync("default");
            var set = await AddSetAsync(workspace);
            await using var lease = await workspace.LeaseStaleAsync(set.Id, "worker", 1, TimeSpan.FromMinutes(1));
            await lease.FailAsync(lease.Items, ErrorCategory.Permanent, "too long");
        }

        var set1 = Json("stale").Single();
        (set1.Number("chunks"), set1.Number("stale"), set1.Number("failed")).ShouldBe((3, 3, 1));
        var chunks = Json("stale", "--set", "small");
        chunks.Count.ShouldBe(4);
        (chunks[0].GetProperty("reason").GetString(), chunks[0].GetProperty("last_error").GetString()).ShouldBe(("failed", "too long"));
        Run("stale", "--set", "nothing").ExitCode.ShouldBe(ExitCodes.Failed);
        Run("stale", "--set", "small", "--after", "x").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public void An_export_is_whole_or_not_there()
    {
        var path = place.At("out.jsonl");
        var (code, output, errors) = Run("export", "--output", path, "--no-texts");
        code.ShouldBe(ExitCodes.Done);
        output.ShouldBeEmpty();
        errors.ShouldContain("lines");
        var lines = File.ReadAllLines(path);
        lines[^1].ShouldContain("footer");
        lines.ShouldAllBe(line => !line.Contains("first text", StringComparison.Ordinal));
        RunAlone("export", "--types", "source").Output.TrimEnd().Split('\n').Length.ShouldBe(5);

        Run("export", "--output", Database).ExitCode.ShouldBe(ExitCodes.Usage);
        Run("export", "--output", place.At("no/folder.jsonl")).ExitCode.ShouldBe(ExitCodes.Failed);
        Run("export", "--types", "nonsense").ExitCode.ShouldBe(ExitCodes.Usage);
        Directory.GetFiles(place.Path, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public void Settings_are_set_read_and_deleted()
    {
        Run("settings", "set", "index.limit", "{\"a\":[1]}").ExitCode.ShouldBe(ExitCodes.Done);
        Run("settings", "get", "index.limit").Output.Trim().ShouldBe("{\"a\":[1]}");
        Json("settings")[0].GetProperty("key").GetString().ShouldBe("index.limit");
        Run("settings", "set", "index.limit", "no json").ExitCode.ShouldBe(ExitCodes.Usage);
        Run("settings", "delete", "index.limit").ExitCode.ShouldBe(ExitCodes.Done);
        Run("settings", "get", "index.limit").ExitCode.ShouldBe(ExitCodes.Failed);
        IngestProcess.Run("settings", "--db", place.At("none.db"), "set", "a", "1").ExitCode.ShouldBe(ExitCodes.Usage);
        File.Exists(place.At("none.db")).ShouldBeFalse();
    }

    [Fact]
    public void Clean_removes_what_is_asked_for_and_a_dry_run_nothing()
    {
        folder.Write("a.md", "another text, and longer");
        IngestProcess.Ingest(Database, folder.Path);
        Json("clean", "--keep-versions", "1", "--contents", "--dry-run").Single().Number("versions").ShouldBe(1);
        IngestProcess.Scalar(Database, "select count(*) from source_versions").ShouldBe(4);
        var cleaned = Json("clean", "--keep-versions", "1", "--contents").Single();
        (cleaned.Number("versions"), cleaned.Number("contents")).ShouldBe((1, 1));
        IngestProcess.Scalar(Database, "select count(*) from source_versions").ShouldBe(3);
        Run("clean").ExitCode.ShouldBe(ExitCodes.Usage);
        Run("clean", "--keep-versions", "0").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    [Fact]
    public async Task They_work_while_a_writer_holds_the_file()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        var codes = await store.Database.WriteAsync(unit => new[] { RunAlone("sources").ExitCode, RunAlone("chunks", "a.md").ExitCode, RunAlone("trace", "a.md").ExitCode, RunAlone("export").ExitCode });
        codes.ShouldAllBe(code => code == ExitCodes.Done);
    }

    [Fact]
    public void Bash_completes_what_the_tool_suggests()
    {
        var program = place.Write("lineage", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "lineage.dll")}' \"$@\"\n");
        place.Shell($"chmod +x '{program}'");
        var start = new ProcessStartInfo("bash", ["-c", """
            source <(lineage completions bash); complete -p lineage
            COMP_LINE="lineage sources --status m" COMP_POINT=26 COMP_WORDS=(lineage sources --status m) COMP_CWORD=3
            _lineage_complete lineage m --status; echo "${COMPREPLY[@]}"
            """]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{place.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd().TrimEnd().Split('\n').ShouldBe(["complete -o default -F _lineage_complete lineage", "missing"]);
    }

    [Theory]
    [InlineData("sources", "--db", "/no/such/file.db")]
    [InlineData("sources", "--limit", "0")]
    [InlineData("chunks")]
    [InlineData("completions", "tcsh")]
    [InlineData("ingest", ".", "--cleanup", "scoped-full")]
    public void Wrong_usage_is_exit_code_2(params string[] arguments) => IngestProcess.Run(arguments).ExitCode.ShouldBe(ExitCodes.Usage);

    [Fact]
    public void An_unknown_workspace_is_wrong_usage() => RunAlone("sources", "--workspace", "nobody").ExitCode.ShouldBe(ExitCodes.Usage);

    [Fact]
    public void Help_has_examples_and_asks_for_no_argument()
    {
        var (code, output, _) = IngestProcess.Run("trace", "--help");
        code.ShouldBe(ExitCodes.Done);
        output.ShouldContain("Examples:");
    }

    private static ValueTask<EmbeddingSet> AddSetAsync(Workspace workspace)
        => workspace.GetOrAddEmbeddingSetAsync(new EmbeddingSetSpec("small", "local", "hash", 8, VectorDistance.Cosine) { VectorStore = "files", VectorCollection = "c" });

    private (int ExitCode, string Output, string Errors) Run(params string[] arguments) => IngestProcess.Run([.. arguments, "--db", Database]);

    private (int ExitCode, string Output, string Errors) RunAlone(params string[] arguments) => IngestProcess.RunAlone([.. arguments, "--db", Database]);

    private List<JsonElement> Json(params string[] arguments)
    {
        var (code, output, errors) = Run([.. arguments, "--json"]);
        code.ShouldBe(ExitCodes.Done, errors);
        return [.. output.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    private string Key(string table)
    {
        var hex = IngestProcess.Rows(Database, $"select hex(id) from {table} order by id limit 1")[0];
        return new Guid(Convert.FromHexString(hex), bigEndian: true).ToString();
    }
}
