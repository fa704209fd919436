// Full-text search over tables with an integer key, a key of 16 bytes and a composite one, with names that need quotes.
#pragma warning disable CS1591, LIN1503 // A full-text index needs a table without rowid that has texts, long or not.
namespace Samples.FullText;

[Table]
[FullText(nameof(Title), nameof(Text))]
public sealed partial record Note
{
    [Key(Generated = true)] public int Id { get; init; }
    public required string Title { get; init; }
    public string? Text { get; init; }
}

[Table]
[FullText(nameof(Body), Tokenizer = "trigram case_sensitive 0")]
internal sealed partial record Page([property: Key(Generated = true)] Guid Id, string Body);

[Table("odd 'names\" of = things", WithoutRowId = true)]
[FullText(nameof(Text), nameof(Content), Tokenizer = "unicode61 tokenchars '''-'", Prefixes = [2, 3])]
public sealed partial record Odd
{
    [Key(Order = 0), Column(Name = "docid")] public required long First { get; init; }
    [Key(Order = 1), Column(Name = "Score"), Collation("NOCASE")] public required string Second { get; init; }
    [Column(Name = "a \"b\" = 'c'")] public required string Text { get; init; }
    public string? Content { get; init; }
    [Column(Name = "best")] public string? Best { get; init; }
}

[Table("best")]
[FullText(nameof(Number))]
public sealed partial record Best([property: Key] DateOnly F, string Number);

[Database]
public sealed partial class SearchedDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }
    internal partial Table<Page> Pages { get; }
    public partial Table<Odd> Odd { get; }
    public partial Table<Best> Best { get; }
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using (var db = await SearchedDatabase.OpenAsync(path))
        {
            var note = await db.Notes.InsertAsync(new Note { Title = "A title", Text = "some words" });
            var page = await db.Pages.InsertAsync(new Page(Guid.Empty, "substring"));
            var odd = await db.Odd.InsertAsync(new Odd { First = 7, Second = "s", Text = "it's well-known", Content = "c" });
            var best = await db.Best.InsertAsync(new Best(new DateOnly(2026, 1, 2), "one"));
            Expect((await db.Notes.SearchAsync("words title")) is [{ Score: > 0, Snippet: "some [words]" or "A [title]" } hit] && hit.Row == note, "an integer key");
            Expect((await db.Pages.SearchAsync("BSTRI")) is [{ Snippet: "su[bstri]ng" } part] && part.Row == page, "a part of a word");
            Expect((await db.Odd.SearchAsync("well-known it's")) is [var other] && other.Row == odd, "odd names");
            Expect((await db.Odd.SearchAsync("known")).Count == 0, "the tokenizer's own characters");
            Expect((await db.Best.SearchAsync("one")) is [var day] && day.Row == best, "a date as key");
            Expect(await db.WriteAsync(unit => unit.Table<Odd>().Search("well", options: new SearchOptions { LastWordIsPrefix = true }).Count) == 1, "in a unit");
            await db.Odd.UpdateAsync(odd with { Content = "changed" });
            await db.Notes.DeleteAsync(note.Id);
            Expect((await db.Odd.SearchAsync("changed")).Count == 1 && (await db.Notes.SearchAsync("words")).Count == 0, "kept by triggers");
        }

        await using var again = await SearchedDatabase.OpenAsync(path);
        Expect((await again.Odd.SearchAsync("changed")).Count == 1, "opened again");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
