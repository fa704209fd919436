using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Search;

/// <summary>Nothing that somebody types is syntax of FTS5, and none of it is an error.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private SearchDatabase db = null!;

    /// <summary>A text, and whether it finds the row with "alpha beta" in its title.</summary>
    public static TheoryData<string, bool> Texts => new()
    {
        { "", false }, { " \t\r\n", false }, { "\0", false }, { "\0alpha", true }, { "al\0pha", false }, { "alpha\0beta", true },
        { "\"", false }, { "\"\"", false }, { "\"alpha", true }, { "alpha\"", true }, { "\"alpha\" \"beta\"", true }, { "alpha\" OR \"gamma", false }, { "alpha\"\"beta", true },
        { "NEAR(alpha beta)", false }, { "NEAR(", false }, { "alpha NEAR beta", false }, { "AND", false }, { "OR", false }, { "NOT", false }, { "alpha AND", false }, { "alpha NOT gamma", false },
        { "alpha OR gamma", false }, { "title:alpha", false }, { "title : alpha", false }, { "{title text}:alpha", false }, { "- title:alpha", false }, { "-alpha", true }, { "^alpha", true }, { "^ alpha", true },
        { "alpha*", true }, { "alph*", false }, { "alpha *", true }, { "*", false }, { "**", false }, { "(alpha", true }, { "alpha)", true }, { "(alpha) (beta)", true }, { "alpha + beta", true }, { "alpha+beta", true },
        { "alpha, beta; ", true }, { "alpha--", true }, { "/* alpha */", true }, { "'", false }, { "alpha' or 1=1 --", false }, { "%", false }, { "_", false }, { "\\", false }, { "?1", false }, { "@alpha", true },
        { "😀", false }, { "alpha 😀", true }, { "😀 alpha", true }, { "alpha\u2028beta", true }, { "alpha\u0085beta", true }, { "alpha\u00a0beta", true },
        { "\ufeffalpha", true }, { "\u200balpha", true }, { "ａｌｐｈａ", false }, { "ALPHA", true }, { "álpha", true }, { "notes_fts", false }, { "rank", false }, { "rowid", false }, { "'delete'", false }, { ".", false }, { "alpha.", true },
    };

    public async Task InitializeAsync()
    {
        db = await SearchDatabase.OpenAsync(folder.File("hostile.db"));
        await db.Notes.InsertManyAsync([new Note { Title = "alpha beta", Text = null }, new Note { Title = "delta" }]);
        await db.Pages.InsertAsync(new Page { Path = "a", Body = "alpha beta" });
    }

    public async Task DisposeAsync()
    {
        await db.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Is_never_syntax_and_never_an_error(string text, bool finds)
    {
        (await db.Notes.SearchAsync(text)).Select(hit => hit.Row.Id).ShouldBe(finds ? [1] : []);
        foreach (var match in Enum.GetValues<SearchMatch>())
        {
            foreach (var prefix in new[] { false, true })
            {
                var options = new SearchOptions { Match = match, LastWordIsPrefix = prefix };
                (await db.Notes.SearchAsync(text, options: options)).ShouldAllBe(hit => hit.Row.Id == 1);
                (await db.Pages.SearchAsync(text, options: options)).ShouldAllBe(hit => hit.Row.Path == "a");
            }
        }
    }

    /// <summary>Not among the cases above: xunit writes them down in UTF-8, which holds none.</summary>
    [Fact]
    public async Task Half_a_character_is_a_blank()
    {
        (await db.Notes.SearchAsync("\ud83d")).ShouldBeEmpty();
        (await db.Notes.SearchAsync("alpha\ud83d")).Count.ShouldBe(1);
        (await db.Notes.SearchAsync("\udc00alpha\ud83dbeta")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_long_text_counts_with_its_beginning()
    {
        (await db.Notes.SearchAsync("alpha " + new string(' ', 100_000) + "gamma")).Count.ShouldBe(1);
        string[] texts = [new string('a', 100_000), string.Concat(Enumerable.Repeat("a ", 50_000)), string.Concat(Enumerable.Repeat("\"", 100_000)), string.Concat(Enumerable.Repeat("a.", 50_000)), string.Concat(Enumerable.Repeat("😀", 50_000)), string.Concat(Enumerable.Repeat("(", 100_000))];
        foreach (var text in texts)
        {
            foreach (var match in Enum.GetValues<SearchMatch>())
            {
                (await db.Notes.SearchAsync(text, options: new SearchOptions { Match = match, LastWordIsPrefix = true })).Count.ShouldBeLessThan(3);
            }
        }
    }

    /// <summary>The snippet of a row takes a time that grows with the square of what all words find in it: a thousand characters of one word took minutes.</summary>
    [Theory]
    [InlineData("alpha beta ALPHA alpha", SearchMatch.AllWords, false, "\"alpha\" \"beta\" \"ALPHA\"")]
    [InlineData("alpha beta alpha", SearchMatch.AllWords, true, "\"alpha\" \"beta\" \"alpha\"*")]
    [InlineData("alpha beta alpha", SearchMatch.AnyWord, false, "\"alpha\" OR \"beta\"")]
    [InlineData("alpha beta alpha", SearchMatch.Phrase, false, "\"alpha beta alpha\"")]
    public void A_word_that_stands_there_again_is_looked_for_once(string text, SearchMatch match, bool lastWordIsPrefix, string expression)
        => SearchExpression.Of(text, match, lastWordIsPrefix).ShouldBe(expression);

    [Fact]
    public async Task Chance_finds_no_text_that_fails()
    {
        var random = new Random(20260101);
        const string Alphabet = "ab\"'*^-+:(){}[]~|&,.;\\ \t\0😀é\u0301\ud800\udfffNEARANDORNOT";
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            await db.Notes.SearchAsync(text, options: new SearchOptions { Match = (SearchMatch)random.Next(3), LastWordIsPrefix = random.Next(2) == 0 });
        }
    }
}
