using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Search;

/// <summary>The index follows every way in which a row comes, changes and goes.</summary>
public sealed class IndexTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("index.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Inserts_updates_and_deletes_are_followed()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var note = await db.Notes.InsertAsync(new Note { Title = "first", Text = "apple" });
            await db.Notes.UpdateAsync(note with { Text = "pear" });
            (await db.Notes.SearchAsync("apple")).ShouldBeEmpty();
            (await db.Notes.SearchAsync("pear")).Single().Row.Id.ShouldBe(note.Id);
            await db.Notes.UpdateAsync(note with { Text = null });
            (await db.Notes.SearchAsync("pear")).ShouldBeEmpty();
            (await db.Notes.UpsertAsync(note with { Text = "plum" })).ShouldBe(UpsertOutcome.Updated);
            (await db.Notes.UpsertAsync(new Note { Id = 77, Title = "upserted" })).ShouldBe(UpsertOutcome.Inserted);
            (await db.Notes.SearchAsync("plum")).Count.ShouldBe(1);
            (await db.Notes.DeleteAsync(note.Id)).ShouldBeTrue();
            (await db.Notes.SearchAsync("plum")).ShouldBeEmpty();
            await db.Entries.InsertAsync(new Entry { Message = "never changed" });
            await db.Entries.InsertAsync(new Entry { Message = null });
            (await db.Entries.SearchAsync("changed")).Count.ShouldBe(1);
        }

        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task A_change_that_a_collation_does_not_see_is_followed()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var code = new Code(Guid.CreateVersion7(), "ABCdef");
            await db.Codes.InsertAsync(code);
            await db.Codes.UpdateAsync(code with { Text = "abcDEF" });
            (await db.Codes.SearchAsync("ABC")).ShouldBeEmpty();
            (await db.Codes.SearchAsync("abc ABC")).ShouldBeEmpty("two words to this tokenizer");
            (await db.Codes.SearchAsync("cDE")).Single().Snippet.ShouldBe("ab[cDE]F");
        }

        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task Conflicts_leave_it_as_it_is()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var id = Guid.CreateVersion7();
            await db.Pages.InsertAsync(new Page { Id = id, Path = "a", Body = "kept" });
            (await db.Pages.TryInsertAsync(new Page { Id = id, Path = "b", Body = "refused" })).ShouldBeFalse();
            (await db.Pages.TryInsertAsync(new Page { Path = "a", Body = "refused" })).ShouldBeFalse();
            await Should.ThrowAsync<ConstraintException>(async () => await db.Pages.InsertAsync(new Page { Path = "a", Body = "refused" }));
            await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit =>
            {
                unit.Insert(new Page { Path = "c", Body = "refused" });
                throw new InvalidOperationException();
            }));
            await db.Pages.InsertManyAsync([new Page { Path = "a", Body = "updated" }, new Page { Path = "d", Body = "new" }], new BulkOptions { OnConflict = OnConflict.Ignore });
            (await db.PutAsync(id, "a", "put")).ShouldBe(1);
            (await db.Pages.SearchAsync("refused")).ShouldBeEmpty();
            (await db.Pages.SearchAsync("updated")).ShouldBeEmpty();
            (await db.Pages.SearchAsync("put")).Single().Row.Id.ShouldBe(id);
        }

        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task A_cascade_takes_rows_out()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var parent = new Folder(Guid.CreateVersion7());
            await db.Folders.InsertAsync(parent);
            await db.Pages.InsertManyAsync(Enumerable.Range(0, 100).Select(i => new Page { Path = $"{i}", Body = "word", FolderId = i % 2 == 0 ? parent.Id : null }));
            await db.Folders.DeleteAsync(parent.Id);
            (await db.Pages.SearchAsync("word", 1000)).Count.ShouldBe(50);
        }

        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task Keys_may_change()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var (from, to) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await db.Pages.InsertAsync(new Page { Id = from, Path = "a", Body = "moved" });
            (await db.MoveAsync(from, to)).ShouldBe(1);
            (await db.Pages.SearchAsync("moved")).Single().Row.Id.ShouldBe(to);
            await db.Terms.InsertAsync(new Term { Language = "de", Word = "Haus", Meaning = "House" });
        }

        Sessions.Run(Path, "update notes set id = id + 10", "update terms set word = 'HAUS', meaning = 'house'", "update terms set hint = 'hinted'");
        IndexChecks.ShouldBeWhole(Path);
        await using var again = await SearchDatabase.OpenAsync(Path);
        (await again.Terms.SearchAsync("hinted")).Single().Row.Word.ShouldBe("HAUS");
    }

    /// <summary>A copy is made by VACUUM INTO, behind which SQLite promises no row its number unless that is the key.</summary>
    [Fact]
    public async Task A_backup_finds_the_same_rows()
    {
        var copy = folder.File("copy.db");
        Guid[] kept;
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            var pages = Enumerable.Range(0, 500).Select(i => new Page { Id = Guid.NewGuid(), Path = $"p{i}", Body = $"word{i} and more" }).ToArray();
            await db.Pages.InsertManyAsync(pages);
            await db.Terms.InsertManyAsync(Enumerable.Range(0, 500).Select(i => new Term { Language = "x", Word = $"w{i}", Meaning = $"meaning{i}" }));
            await db.Notes.InsertManyAsync(Enumerable.Range(0, 500).Select(i => new Note { Title = $"title{i}" }));
            for (var i = 0; i < 500; i += 3)
            {
                await db.Pages.DeleteAsync(pages[i].Id);
                await db.Terms.DeleteAsync("x", $"w{i}");
                await db.Notes.DeleteAsync(i + 1);
            }

            kept = [.. pages.Where((_, i) => i % 3 != 0).Select(page => page.Id)];
            await db.BackupAsync(copy);
        }

        await using (var db = await SearchDatabase.OpenAsync(copy))
        {
            var found = new List<Guid>();
            for (var i = 0; i < 500; i++)
            {
                (await db.Terms.SearchAsync($"meaning{i}")).Count.ShouldBe(i % 3 == 0 ? 0 : 1);
                var hits = await db.Pages.SearchAsync($"word{i}");
                hits.ShouldAllBe(hit => hit.Row.Path == $"p{i}");
                found.AddRange(hits.Select(hit => hit.Row.Id));
            }

            found.ShouldBe(kept);
            await db.Pages.InsertAsync(new Page { Path = "new", Body = "word1 again" });
            (await db.CheckHealthAsync()).ShouldNotBeNull();
        }

        IndexChecks.ShouldBeWhole(copy);
        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task A_generated_key_is_the_rows_own_and_counts_are_of_the_tables_rows()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Pages.InsertManyAsync(Enumerable.Range(0, 10).Select(i => new Page { Path = $"{i}", Body = "word" }));
        (await db.Notes.InsertAsync(new Note { Id = 1_000_000, Title = "far" })).Id.ShouldBe(1_000_000);
        for (var i = 1; i <= 20; i++)
        {
            (await db.Notes.InsertAsync(new Note { Title = $"word {i}", Text = new string('x', 3000), Size = i })).Id.ShouldBe(1_000_000 + i);
        }

        await db.WriteAsync(unit =>
        {
            for (var i = 21; i <= 5_000; i++)
            {
                unit.Insert(new Note { Title = $"word {i}", Text = $"text {i} of some length, so that the index writes itself to its tables in between", Size = i }).Id.ShouldBe(1_000_000 + i);
            }
        });
        (await db.ReviseAsync(4_001)).ShouldBe(1_000);
        (await db.Notes.SearchAsync("revised", 5_000)).Count.ShouldBe(1_000);
        (await db.Notes.InsertManyAsync(Enumerable.Range(0, 30).Select(_ => new Note { Title = "many" }))).Inserted.ShouldBe(30);
    }

    [Fact]
    public async Task Full_text_tables_are_no_changes_of_their_own()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        await db.PutAsync(Guid.CreateVersion7(), "a", "b");
        (await next).ShouldBeTrue();
        changes.Current.Rows.ShouldBe(new Dictionary<string, long> { ["pages"] = 1 });
    }

    /// <summary>SQLite fires no delete trigger for a row that REPLACE takes away, and nothing of ours replaces; a hand that does leaves words behind.</summary>
    [Fact]
    public async Task An_index_that_was_written_past_is_filled_anew_by_a_command()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            await db.Notes.InsertAsync(new Note { Title = "old" });
        }

        Sessions.Run(Path, "replace into notes (id, title, size) values (1, 'new', 0)");
        Should.Throw<LineageException>(() => IndexChecks.ShouldBeWhole(Path));
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            (await db.Notes.SearchAsync("new")).Count.ShouldBe(1);
            await db.FillAnewAsync();
            (await db.Notes.SearchAsync("old")).ShouldBeEmpty();
        }

        IndexChecks.ShouldBeWhole(Path);
    }

    [Fact]
    public async Task Its_own_tables_cannot_be_written_past_it()
    {
        await using (await SearchDatabase.OpenAsync(Path))
        {
        }

        using var session = Sessions.Writer(Path);
        Should.Throw<LineageException>(() => session.Execute("delete from notes_fts_data")).Message.ShouldContain("may not be modified");
        session.QueryText("pragma trusted_schema").ShouldBe("0");
    }

    [Fact]
    public void A_library_without_it_is_named_with_the_way_out()
        => SqliteErrors.Create(1, "no such module: fts5", null, "open", Path).Message.ShouldContain("SQLitePCLRaw.bundle_e_sqlite3");

    [Fact]
    public async Task A_check_of_the_file_reads_it_too()
    {
        await using (var db = await SearchDatabase.OpenAsync(Path))
        {
            await db.Pages.InsertAsync(new Page { Path = "a", Body = "word" });
        }

        using (var session = Sessions.Reader(Path))
        {
            IntegrityCheck.Run(session).Findings.ShouldBeEmpty();
        }

        // Not through its owner: as a damaged file would be.
        using (var session = Sessions.Writer(Path))
        {
            ConnectionSettings.SetDefensive(session, isOn: false);
            session.Execute("delete from pages_fts_data where id > 10");
        }

        using (var session = Sessions.Reader(Path))
        {
            IntegrityCheck.Run(session).Findings.ShouldNotBeEmpty();
        }
    }
}
