// Indexes, checks, references, defaults, computed columns, immutable tables.
#pragma warning disable CS1591
namespace Samples.Constraints;

[Table]
[Unique(nameof(Name), nameof(Kind))]
[Unique(nameof(Slug), Where = "slug IS NOT NULL")]
[Index(nameof(Kind), nameof(Size), Descending = [nameof(Size)])]
[Index(nameof(Parent), nameof(Name))]
[Index(nameof(Lower), Unique = true, Where = "kind = 'open'")]
[Check("size >= 0 AND size < 1000")]
public sealed partial record Item
{
    [Key(Generated = true)] public long Id { get; init; }
    [MaxLength(10), Collation("NOCASE")] public required string Name { get; init; }
    [Check("kind <> ''")] public required string Kind { get; init; }
    public string? Slug { get; init; }
    [References(typeof(Item), OnDelete = ReferenceAction.SetNull)] public long? Parent { get; init; }
    public int Size { get; init; }
    [Default("'unknown'")] public string? Origin { get; init; }
    [Computed("lower(name)", Stored = true)] public string Lower { get; init; } = "";
    [Computed("size * 2")] public long Doubled { get; private init; }
}

[Table]
[References(typeof(Item), nameof(ItemName), nameof(ItemKind), To = [nameof(Item.Name), nameof(Item.Kind)], OnDelete = ReferenceAction.Cascade, OnUpdate = ReferenceAction.Cascade, Deferrable = true)]
[Index(nameof(ItemName), nameof(ItemKind))]
[Immutable]
public sealed partial record Entry
{
    [Key] public required int Number { get; init; }
    public required string ItemName { get; init; }
    public required string ItemKind { get; init; }
}

[Table("audit's"), Immutable(BlockDelete = true)]
public sealed partial record Audit([property: Key(Generated = true)] long Id, string Text);

[Database]
public sealed partial class ConstraintsDatabase : LineageDatabase
{
    public partial Table<Entry> Entries { get; }
    public partial Table<Item> Items { get; }
    public partial Table<Audit> Audits { get; }

    [Command("update entry set item_name = 'x'")]
    public partial ValueTask<int> TamperAsync();

    [Command("delete from \"audit's\"")]
    public partial ValueTask ClearAsync();

    [Query("select name from sqlite_schema where name not like 'sqlite_%' order by name")]
    public partial ValueTask<IReadOnlyList<string>> NamesAsync();

    [Query("select sql from sqlite_schema where sql is not null")]
    public partial ValueTask<IReadOnlyList<string>> TextsAsync();
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await ConstraintsDatabase.OpenAsync(path);
        var texts = await db.TextsAsync();
        foreach (var statement in ConstraintsDatabase.Model.Tables.SelectMany(table => table.Ddl))
        {
            Expect(texts.Contains(statement), "SQLite keeps this text as it is: " + statement);
        }

        var root = await db.Items.InsertAsync(new Item { Name = "Root", Kind = "open", Size = 3, Slug = "r" });
        Expect((await db.Items.FindAsync(root.Id)) is { Origin: "unknown", Lower: "root", Doubled: 6 }, "defaults and computed columns");
        var child = await db.Items.InsertAsync(new Item { Name = "child", Kind = "shut", Size = 4, Parent = root.Id });
        Expect(db.Items.FindByNameAndKind("ROOT", "open")!.Id == root.Id && await db.Items.FindBySlugAsync("r") is not null, "unique finders");
        Expect((await db.Items.FindByLowerAsync("root"))!.Id == root.Id && await db.Items.FindByLowerAsync("child") is null, "a partial index finds what it holds");
        Expect((await ListAsync(db.Items.AllByParentAsync(null))).Single().Id == root.Id && (await ListAsync(db.Items.AllByParentAndNameAsync(root.Id, "child"))).Single().Id == child.Id, "by reference and by its absence");
        await db.Items.InsertAsync(new Item { Name = "third", Kind = "shut", Size = 9 });
        Expect((await ListAsync(db.Items.AllByKindAsync("shut"))).Select(item => item.Size).SequenceEqual([9, 4]), "in the order of the index");
        await BrokenAsync(ConstraintKind.Unique, async () => await db.Items.InsertAsync(new Item { Name = "ROOT", Kind = "open", Size = 1 }));
        await BrokenAsync(ConstraintKind.Check, async () => await db.Items.InsertAsync(new Item { Name = "x", Kind = "y", Size = -1 }));
        await BrokenAsync(ConstraintKind.Check, async () => await db.Items.InsertAsync(new Item { Name = "longer than ten", Kind = "y" }));
        await BrokenAsync(ConstraintKind.Check, async () => await db.Items.InsertAsync(new Item { Name = "x", Kind = "" }));

        await db.Entries.InsertAsync(new Entry { Number = 1, ItemName = "child", ItemKind = "shut" });
        await BrokenAsync(ConstraintKind.Trigger, async () => await db.TamperAsync());
        await db.Items.DeleteAsync(child.Id);
        Expect(await db.Entries.CountAsync() == 0, "rows of an immutable table go with their parent");
        await db.Audits.InsertAsync(new Audit(0, "a"));
        await BrokenAsync(ConstraintKind.Trigger, async () => await db.ClearAsync());
    }

    private static async Task BrokenAsync(ConstraintKind kind, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ConstraintException error) when (error.Kind == kind)
        {
            return;
        }

        throw new InvalidOperationException("a constraint should have refused: " + kind);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
