using LineageAot.Tests.Support;

namespace LineageAot.Tests.Search;

public sealed class SearchTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("search.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_best_row_comes_first_with_its_score_and_snippet()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertManyAsync(
        [
            new Note { Title = "Rain", Text = "A long text about many things in which rain is named once, and then a lot of other things come and go and come again" },
            new Note { Title = "Snow", Text = null },
            new Note { Title = "Rain and rain", Text = "rain" },
            .. Enumerable.Range(0, 10).Select(i => new Note { Title = $"Other {i}" }),
        ]);
        var hits = await db.Notes.SearchAsync("rain");
        hits.Select(hit => hit.Row.Id).ShouldBe([3, 1]);
        hits[0].Score.ShouldBeGreaterThan(hits[1].Score);
        hits[1].Score.ShouldBeGreaterThan(0);
        hits[0].Snippet.ShouldContain("[rain]", Case.Insensitive);
        hits[0].Row.ShouldBe(await db.Notes.FindAsync(3));
        (await db.Notes.SearchAsync("RAIN thing*")).ShouldBeEmpty();
        (await db.Notes.SearchAsync("RÁIN things")).Single().Row.Id.ShouldBe(1);
    }

    [Fact]
    public async Task Equal_scores_are_in_the_order_of_keys_and_the_limit_holds()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        var pages = Enumerable.Range(0, 50).Select(i => new Page { Id = Guid.NewGuid(), Path = $"p{i}", Body = "the same words" }).ToArray();
        await db.Pages.InsertManyAsync(pages);
        var first = pages.Select(page => Convert.ToHexString(page.Id.ToByteArray(bigEndian: true))).Order(StringComparer.Ordinal).Take(7);
        (await db.Pages.SearchAsync("words", 7)).Select(hit => Convert.ToHexString(hit.Row.Id.ToByteArray(bigEndian: true))).ShouldBe(first);
        await db.Notes.InsertManyAsync(Enumerable.Range(0, 50).Select(_ => new Note { Title = "same" }));
        (await db.Notes.SearchAsync("same", 3)).Select(hit => hit.Row.Id).ShouldBe([1, 2, 3]);
        (await db.Notes.SearchAsync("same")).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Words_are_matched_as_the_options_say()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertManyAsync([new Note { Title = "big red house", Text = "by the river" }, new Note { Title = "red river" }, new Note { Title = "house" }, new Note { Title = "riverside" }]);
        (await Ids("red river")).ShouldBe([1, 2], ignoreOrder: true);
        (await Ids("red house", SearchMatch.AnyWord)).ShouldBe([1, 2, 3], ignoreOrder: true);
        (await Ids("red river", SearchMatch.Phrase)).ShouldBe([2]);
        (await Ids("house river", SearchMatch.Phrase)).ShouldBeEmpty();
        (await Ids("river", prefix: true)).ShouldBe([1, 2, 4], ignoreOrder: true);
        (await Ids("re rive", prefix: true)).ShouldBeEmpty();
        (await Ids("red rive", prefix: true)).ShouldBe([1, 2], ignoreOrder: true);
        (await Ids("red rive", SearchMatch.Phrase, prefix: true)).ShouldBe([2]);
        (await Ids("zzz rive", SearchMatch.AnyWord, prefix: true)).ShouldBe([1, 2, 4], ignoreOrder: true);

        async Task<IEnumerable<long>> Ids(string text, SearchMatch match = SearchMatch.AllWords, bool prefix = false)
            => (await db.Notes.SearchAsync(text, options: new SearchOptions { Match = match, LastWordIsPrefix = prefix })).Select(hit => hit.Row.Id);
    }

    [Fact]
    public async Task A_word_with_punctuation_inside_is_its_parts_side_by_side()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertManyAsync([new Note { Title = "send an e-mail" }, new Note { Title = "mail e" }, new Note { Title = "pi is 3.14" }, new Note { Title = "don't" }]);
        (await db.Notes.SearchAsync("e-mail")).Single().Row.Id.ShouldBe(1);
        (await db.Notes.SearchAsync("3.14")).Single().Row.Id.ShouldBe(3);
        (await db.Notes.SearchAsync("don't")).Single().Row.Id.ShouldBe(4);
        (await db.Notes.SearchAsync("-- e-mail !!")).Single().Row.Id.ShouldBe(1);
    }

    [Fact]
    public async Task Marks_and_length_of_the_snippet_are_options_and_nothing_is_encoded()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertAsync(new Note { Title = "t", Text = "one two three <b>needle</b> four five six seven eight" });
        var options = new SearchOptions { HighlightStart = "\u0001", HighlightEnd = "\u0002", Ellipsis = "(more)", SnippetWords = 8 };
        var snippet = (await db.Notes.SearchAsync("needle", options: options)).Single().Snippet;
        snippet.ShouldContain("<b>\u0001needle\u0002</b>", Case.Sensitive);
        snippet.ShouldEndWith("(more)");
        (await db.Notes.SearchAsync("needle", options: options with { SnippetWords = 64, HighlightStart = "", HighlightEnd = "" })).Single().Snippet.ShouldBe("one two three <b>needle</b> four five six seven eight");
    }

    [Fact]
    public async Task Numbers_outside_of_their_range_are_refused()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await db.Notes.SearchAsync("a", 0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await db.Notes.SearchAsync("a", 100_001));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await db.Notes.SearchAsync("a", options: new SearchOptions { SnippetWords = 0 }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await db.Notes.SearchAsync("a", options: new SearchOptions { SnippetWords = 65 }));
        await Should.ThrowAsync<ArgumentNullException>(async () => await db.Notes.SearchAsync(null!));
    }

    [Fact]
    public async Task A_snapshot_and_a_unit_search_what_they_see()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertAsync(new Note { Title = "first word" });
        await using var snapshot = await db.BeginSnapshotAsync();
        await db.WriteAsync(unit =>
        {
            unit.Insert(new Note { Title = "second word" });
            unit.Table<Note>().Search("word").Count.ShouldBe(2);
            unit.Table<Note>().Search("word", 1).Count.ShouldBe(1);
            unit.Table<Note>().Search(" ").ShouldBeEmpty();
        });
        (await snapshot.Table<Note>().SearchAsync("word")).Count.ShouldBe(1);
        (await db.Notes.SearchAsync("word")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Stems_prefixes_and_composite_keys_are_found()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Pages.InsertAsync(new Page { Path = "a", Body = "He was running quickly" });
        (await db.Pages.SearchAsync("runs")).Single().Snippet.ShouldBe("He was [running] quickly");
        (await db.Pages.SearchAsync("qu", options: new SearchOptions { LastWordIsPrefix = true })).Count.ShouldBe(1);
        await db.Terms.InsertManyAsync([new Term { Language = "de", Word = "Haus", Meaning = "a house" }, new Term { Language = "en", Word = "haus", Meaning = "another house" }]);
        (await db.Terms.SearchAsync("house")).Select(hit => hit.Row.Language).ShouldBe(["de", "en"]);
        (await db.Terms.SearchAsync("another haus")).Single().Row.ShouldBe(await db.Terms.FindAsync("en", "HAUS"));
    }

    [Fact]
    public async Task Whoever_wants_syntax_writes_a_query()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await db.Notes.InsertManyAsync([new Note { Title = "alpha", Text = "beta" }, new Note { Title = "beta", Text = "alpha" }]);
        (await db.MatchAsync("title:alpha NOT gamma")).Single().Id.ShouldBe(1);
        await Should.ThrowAsync<QueryException>(async () => await db.MatchAsync("title:("));
    }

    [Fact]
    public async Task An_observed_search_runs_again_when_its_table_changes()
    {
        await using var db = await SearchDatabase.OpenAsync(Path);
        await using var counts = db.ObserveAsync(async snapshot => (await snapshot.Table<Page>().SearchAsync("word")).Count).GetAsyncEnumerator();
        (await counts.MoveNextAsync()).ShouldBeTrue();
        counts.Current.ShouldBe(0);
        var next = counts.MoveNextAsync();
        await db.Notes.InsertAsync(new Note { Title = "word" });
        next.IsCompleted.ShouldBeFalse();
        await db.Pages.InsertAsync(new Page { Path = "a", Body = "word" });
        (await next).ShouldBeTrue();
        counts.Current.ShouldBe(1);
    }
}
