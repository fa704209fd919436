using LineageAot.Cli.Search;

namespace LineageAot.Cli.Tests.Commands;

public sealed class SearchCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private string Database => place.At("store.db");

    private string Index => place.At("store.search.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public void It_finds_words_and_follows_changes_and_deletions()
    {
        Library();
        var (code, output, errors) = Search("NOON ferry");
        (code, errors).ShouldBe((ExitCodes.Done, ""));
        output.ShouldContain($"{folder.At("ferry.txt")}  chunk 0  score ");
        output.ShouldContain("The [ferry] leaves at [noon].");
        Json("noon").Count.ShouldBe(2);
        Json("noon", "--limit", "1").Count.ShouldBe(1);
        Json("\"ferry noon\"").ShouldBeEmpty();
        Json("\"leaves at\"").ShouldHaveSingleItem().GetProperty("text").GetString().ShouldBe("The ferry leaves at noon.");

        folder.Write("ferry.txt", "The ship sails in the evening.");
        File.Delete(folder.At("bread.md"));
        IngestProcess.Ingest(Database, folder.Path, "--cleanup", "full");
        Json("ship", "--no-update").ShouldBeEmpty();
        Json("noon", "--no-update").ShouldBeEmpty("what the store has replaced or deleted isn't shown by an old index");
        Json("noon").ShouldBeEmpty();
        Json("ship").Count.ShouldBe(1);
        IngestProcess.Rows(Index, "select text from indexed_chunks where text like '%ferry%'").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("NEAR(")]
    [InlineData("*")]
    [InlineData("😀")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("text: -noon")]
    [InlineData("noon AND")]
    [InlineData("a\0b")]
    [InlineData("^ + { } ) (")]
    public async Task Nothing_typed_is_syntax(string text)
    {
        await using var index = await SearchIndex.OpenAsync(new DatabaseOptions { Path = Index });
        var workspace = Guid.CreateVersion7();
        var set = await index.Sets.InsertAsync(new IndexedSet { ChunkSetId = Guid.CreateVersion7(), WorkspaceId = workspace, IsWhole = true });
        await index.Chunks.InsertAsync(new IndexedChunk { SetId = set.Id, ChunkId = Guid.CreateVersion7(), Text = "words" });
        if (SearchText.ToExpression(text) is { } expression)
        {
            (await index.FindAsync(expression, workspace, 10, 0, "[", "]")).ShouldBeEmpty();
        }

        SearchText.ToExpression(text + " words").ShouldNotBeNull();
    }

    [Fact]
    public void Half_a_character_is_a_blank()
    {
        SearchText.ToExpression("a\ud83d b").ShouldBe("\"a\" \"b\"");
        SearchText.ToExpression("one \"two  three\" four\"five").ShouldBe("\"one\" \"two  three\" \"four\" \"five\"");
    }

    [Fact]
    public async Task While_another_process_writes_the_index_it_is_searched_as_it_is()
    {
        Library();
        Json("noon").Count.ShouldBe(2);
        folder.Write("late.txt", "another noon");
        IngestProcess.Ingest(Database, folder.Path);
        await using (await SearchIndex.OpenAsync(new DatabaseOptions { Path = Index }))
        {
            var (code, output, errors) = IngestProcess.RunAlone("search", "--db", Database, "noon", "--json");
            (code, output.TrimEnd().Split('\n').Length).ShouldBe((ExitCodes.Done, 2));
            errors.ShouldContain("Another process is writing the search index");
        }

        Json("noon").Count.ShouldBe(3);
    }

    [Fact]
    public void An_index_that_is_damaged_or_of_another_kind_is_made_anew()
    {
        Library();
        File.WriteAllText(Index, new string('x', 9000));
        Json("noon").Count.ShouldBe(2);

        File.Delete(Index);
        File.Copy(Database, Index);
        Json("noon").Count.ShouldBe(2);

        using (var file = File.OpenWrite(Index))
        {
            // Behind the first page: it opens, and fails where it's read.
            file.Seek(4096, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xEE, (int)file.Length - 4096).ToArray());
        }

        Json("noon").Count.ShouldBe(2);
    }

    [Fact]
    public void An_index_of_another_store_is_made_anew()
    {
        Library();
        Json("noon").Count.ShouldBe(2);
        File.Delete(Database);
        File.Delete(Database + "-wal");
        File.Delete(Database + "-shm");
        folder.Write("bread.md", "Bread needs salt.");
        IngestProcess.Ingest(Database, folder.Path);
        Json("noon").Count.ShouldBe(1);
        IngestProcess.Scalar(Index, "select count(distinct workspace_id) from indexed_sets").ShouldBe(1);
    }

    [Fact]
    public void A_set_that_was_left_half_way_is_not_found_and_is_added_again()
    {
        Library();
        Json("noon").Count.ShouldBe(2);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Index};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "update indexed_sets set is_whole = 0";
            command.ExecuteNonQuery();
        }

        Json("noon", "--no-update").ShouldBeEmpty();
        Json("noon").Count.ShouldBe(2);
        IngestProcess.Scalar(Index, "select count(*) from indexed_chunks").ShouldBe(2);
    }

    [Fact]
    public void A_set_of_many_chunks_enters_in_slices()
    {
        folder.Write("long.txt", string.Join("\n\n", Enumerable.Range(0, 9000).Select(i => $"paragraph number{i} " + new string('x', 80))));
        IngestProcess.Ingest(Database, folder.Path, "--chunk-chars", "100");
        Json("number8999").Count.ShouldBe(1);
        IngestProcess.Scalar(Index, "select count(*) from indexed_chunks").ShouldBe(IngestProcess.Scalar(Database, "select count(*) from chunks"));
    }

    [Fact]
    public void Without_an_index_no_update_is_refused()
    {
        Library();
        Search("noon", "--no-update").ExitCode.ShouldBe(ExitCodes.Usage);
        Search("noon", "--workspace", "other").ExitCode.ShouldBe(ExitCodes.Usage);
    }

    private void Library()
    {
        folder.Write("ferry.txt", "The ferry leaves at noon.");
        folder.Write("bread.md", "Bread needs salt, and rest until noon.");
        IngestProcess.Ingest(Database, folder.Path);
    }

    private (int ExitCode, string Output, string Errors) Search(params string[] arguments) => IngestProcess.Run(["search", "--db", Database, .. arguments]);

    private List<System.Text.Json.JsonElement> Json(params string[] arguments)
    {
        var (code, output, errors) = Search(["--json", .. arguments]);
        code.ShouldBe(ExitCodes.Done, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement)];
    }
}
