// The shapes of records: positional, nominal, inherited, nested, with names that are keywords.
#pragma warning disable CS1591
using System.Diagnostics.CodeAnalysis;

namespace Samples.Records;

[Table]
public partial record Positional([property: Key] int Id, string Name, [property: Ignore] int Cached = 7, double? Score = null)
{
    public string? Note { get; init; }

    public int Twice => Id * 2; // Computed in C#: no column.
}

public abstract record Entity
{
    [Key] public required Guid Id { get; init; }

    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
}

[Table("inherited_rows")]
public sealed partial record Inherited : Entity
{
    public required string Title { get; set; }

    internal string Hidden { get; init; } = "";

    [Column(Name = "shown")] internal string Shown { get; init; } = "";
}

public record Base([property: Key] long Id, string First);

[Table]
public sealed partial record Derived(long Id, string First, string Second) : Base(Id, First);

public static partial class Outer
{
    public partial class Inner
    {
        [Table("nested")]
        public sealed partial record Nested
        {
            [Key] public int Number { get; init; }

            [Unique] public required string @class { get; init; }

            public string @event { get; init; } = "";
        }
    }
}

[Table]
internal sealed partial record Small([property: Key] short Row, [property: Unique] string Table, int Writer, DateTimeOffset? Stamp);

[Row]
public partial record Pair(string First, string Second)
{
    public long Id { get; init; }
}

[Database]
public sealed partial class RecordsDatabase : LineageDatabase
{
    public partial Table<Positional> Positional { get; }
    public partial Table<Inherited> Inherited { get; }
    public partial Table<Derived> Derived { get; }
    public partial Table<Outer.Inner.Nested> Nested { get; }
    internal partial Table<Small> Small { get; }

    [Query("select first, second, id from derived order by id")]
    public partial IAsyncEnumerable<Pair> Pairs();
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await RecordsDatabase.OpenAsync(path);
        await db.Positional.InsertAsync(new Positional(1, "a") { Note = "n" });
        Expect(await db.Positional.FindAsync(1) == new Positional(1, "a") { Note = "n" }, "positional");
        var inherited = await db.Inherited.InsertAsync(new Inherited { Id = Guid.CreateVersion7(), Title = "t", Hidden = "h", Shown = "s" });
        Expect(inherited.CreatedAt != default && await db.Inherited.FindAsync(inherited.Id) == inherited with { Hidden = "" }, "inherited, and what isn't public isn't stored");
        await db.Derived.InsertAsync(new Derived(5, "f", "s"));
        Expect(await db.Derived.FindAsync(5) == new Derived(5, "f", "s"), "derived");
        await db.Nested.InsertAsync(new Outer.Inner.Nested { Number = 1, @class = "c", @event = "e" });
        Expect(await db.Nested.FindByclassAsync("c") is { @event: "e" }, "nested");
        await db.Small.InsertAsync(new Small(3, "t", 4, DateTimeOffset.UnixEpoch));
        Expect((await db.Small.FindByTableAsync("t"))!.Stamp == DateTimeOffset.UnixEpoch, "small");
        await foreach (var pair in db.Pairs())
        {
            Expect(pair == new Pair("f", "s") { Id = 5 }, "row");
        }
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
