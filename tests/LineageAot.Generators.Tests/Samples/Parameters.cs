// Parameters and scalar results of every type and storage, and lists of them.
#pragma warning disable CS1591
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samples.Parameters;

public readonly record struct ItemId(Guid Value);

public readonly record struct Code(string Text);

public enum Color { Red, DarkBlue }

[Flags] public enum Rights { None = 0, Read = 1, Write = 2 }

public sealed record Settings(int Level);

[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(string[]))]
public sealed partial class Contexts : JsonSerializerContext;

[Table("items")]
public sealed partial record Item
{
    [Key] public required long Number { get; init; }

    public ItemId Id { get; init; }

    [Storage(StorageKind.Text)] public Guid Label { get; init; }

    public Code Code { get; init; }

    public Color Color { get; init; }

    [Storage(StorageKind.Integer)] public Color Paint { get; init; }

    [Storage(StorageKind.Integer)] public Rights Rights { get; init; }

    [Storage(StorageKind.UnixSeconds)] public DateTimeOffset Seen { get; init; }

    [Storage(StorageKind.Text)] public DateTime Made { get; init; }

    public DateTimeOffset At { get; init; }

    public DateOnly Day { get; init; }

    public TimeOnly Hour { get; init; }

    public TimeSpan Span { get; init; }

    [Storage(StorageKind.Scaled, 2)] public decimal Price { get; init; }

    public decimal Exact { get; init; }

    public double Weight { get; init; }

    public bool Flag { get; init; }

    public char Letter { get; init; }

    public ulong Large { get; init; }

    public Sha256 Hash { get; init; }

    public byte[] Bytes { get; init; } = [];

    public ImmutableArray<byte> Fixed { get; init; } = [];

    public ReadOnlyMemory<byte> Memory { get; init; }

    public float[] Vector { get; init; } = [];

    public ReadOnlyMemory<float> Row { get; init; }

    [JsonColumn(typeof(Contexts))] public Settings? Settings { get; init; }

    public string[] Tags { get; init; } = [];

    public string? Name { get; init; }
}

[Database]
public sealed partial class Shop : LineageDatabase
{
    public partial Table<Item> Items { get; }

    [Query("""
        select number from items where id = @id and label = @label and code = @code and color = @color and paint = @paint and rights = @rights and seen = @seen and made = @made and at = @at
            and day = @day and hour = @hour and span = @span and price = @price and exact = @exact and weight = @weight and flag = @flag and letter = @letter and large = @large and hash = @hash
        """)]
    public partial ValueTask<long?> FindAsync(ItemId id, [Storage(StorageKind.Text)] Guid label, Code code, Color color, [Storage(StorageKind.Integer)] Color paint, [Storage(StorageKind.Integer)] Rights rights,
        [Storage(StorageKind.UnixSeconds)] DateTimeOffset seen, [Storage(StorageKind.Text)] DateTime made, DateTimeOffset at, DateOnly day, TimeOnly hour, TimeSpan span,
        [Storage(StorageKind.Scaled, 2)] decimal price, decimal exact, double weight, bool flag, char letter, ulong large, Sha256 hash);

    [Query("select number from items where bytes = @bytes and fixed = @fixed and memory = @memory and vector = @vector and \"row\" = @row and settings is @settings and tags = @tags and name is @name")]
    public partial long? FindByBytes(byte[] bytes, ImmutableArray<byte> @fixed, ReadOnlyMemory<byte> memory, float[] vector, ReadOnlyMemory<float> row, [JsonColumn(typeof(Contexts))] Settings? settings, [JsonColumn(typeof(Contexts))] string[] tags, string? name);

    [Command("update items set settings = @settings, label = @label, price = @price, paint = @paint, color = @color where number = @number returning settings")]
    [return: JsonColumn(typeof(Contexts))]
    public partial ValueTask<Settings?> ChangeAsync(long number, [JsonColumn(typeof(Contexts))] Settings? settings, [Storage(StorageKind.Text)] Guid? label, [Storage(StorageKind.Scaled, 2)] decimal? price, [Storage(StorageKind.Integer)] Color? paint, Color? color);

    [Query("select label from items where number = @number")]
    [return: Storage(StorageKind.Text)]
    public partial ValueTask<Guid?> LabelAsync(long number);

    [Query("select seen from items order by number")]
    [return: Storage(StorageKind.UnixSeconds)]
    public partial IReadOnlyList<DateTimeOffset> Seen();

    [Query("select price from items order by number")]
    [return: Storage(StorageKind.Scaled, 2)]
    public partial IEnumerable<decimal> Prices();

    [Query("select paint from items order by number")]
    [return: Storage(StorageKind.Integer)]
    public partial IReadOnlyList<Color> Paints();

    [Query("select settings from items order by number")]
    [return: JsonColumn(typeof(Contexts))]
    public partial IReadOnlyList<Settings?> AllSettings();

    [Query("select tags from items where number = @number")]
    public partial string[] Tags(long number);

    [Query("select vector from items where number = @number")]
    public partial ReadOnlyMemory<float> Vector(long number);

    [Query("select count(*) from items where id in (@ids)")]
    public partial int ByIds(IReadOnlyList<ItemId> ids);

    [Query("select count(*) from items where label in (@labels)")]
    public partial int ByLabels([Storage(StorageKind.Text)] HashSet<Guid> labels);

    [Query("select count(*) from items where code in (@codes)")]
    public partial int ByCodes(List<Code> codes);

    [Query("select count(*) from items where name in (@names)")]
    public partial int ByNames(IEnumerable<string> names);

    [Query("select count(*) from items where name not in (@names)")]
    public partial int NotByNames(string[] names);

    [Query("select count(*) from items where color in (@colors) and paint in (@paints) and rights in (@rights)")]
    public partial int ByColors(Color[] colors, [Storage(StorageKind.Integer)] ImmutableArray<Color> paints, [Storage(StorageKind.Integer)] Rights[] rights);

    [Query("select count(*) from items where seen in (@seen) and made in (@made) and at in (@at) and day in (@days) and hour in (@hours) and span in (@spans)")]
    public partial int ByTimes([Storage(StorageKind.UnixSeconds)] DateTimeOffset[] seen, [Storage(StorageKind.Text)] DateTime[] made, DateTimeOffset[] at, DateOnly[] days, TimeOnly[] hours, TimeSpan[] spans);

    [Query("select count(*) from items where price in (@prices) and flag in (@flags) and letter in (@letters) and large in (@large) and number in (@numbers)")]
    public partial int ByNumbers([Storage(StorageKind.Scaled, 2)] decimal[] prices, bool[] flags, IReadOnlyCollection<char> letters, ulong[] large, IReadOnlySet<int> numbers);

    [Query("select count(*) from items where hash in (@hashes) and bytes in (@bytes)")]
    public partial int ByHashes(ICollection<Sha256> hashes, IList<byte[]> bytes);
}

public static class Program
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Shop.OpenAsync(path);
        var time = new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        var item = await db.Items.InsertAsync(new Item
        {
            Number = 1, Id = new ItemId(Guid.NewGuid()), Label = Guid.NewGuid(), Code = new Code("c"), Color = Color.DarkBlue, Paint = Color.DarkBlue, Rights = Rights.Read | Rights.Write, Seen = time, Made = time, At = time,
            Day = new DateOnly(2026, 2, 3), Hour = new TimeOnly(1, 2, 3), Span = TimeSpan.FromMilliseconds(-1.5), Price = 12.5m, Exact = 1.50m, Weight = 0.1, Flag = true, Letter = 'ü', Large = long.MaxValue,
            Hash = Sha256.Parse(new string('a', 64)), Bytes = [1, 2], Fixed = [], Memory = new byte[] { 3 }, Vector = [1, -0.5f], Row = new float[] { 2 }, Settings = new Settings(3), Tags = ["a", "\"b\""], Name = "it's",
        });
        Expect(await FindAsync(db, item, Color.DarkBlue) == 1 && await FindAsync(db, item, Color.Red) is null, "each type as it is stored");
        Expect(db.FindByBytes([1, 2], [], new byte[] { 3 }, [1, -0.5f], new float[] { 2 }, new Settings(3), item.Tags, "it's") == 1, "bytes, vectors and JSON");
        Expect(db.FindByBytes([1, 2], [], new byte[] { 3 }, [1, -0.5f], new float[] { 2 }, null, item.Tags, "it's") is null, "null is no JSON");
        Expect(await db.LabelAsync(1) == item.Label && await db.LabelAsync(2) is null && db.Seen().Single() == item.Seen && db.Prices().Single() == 12.5m && db.Paints().Single() == Color.DarkBlue, "scalars as they are stored");
        Expect(db.AllSettings().Single() == new Settings(3) && db.Tags(1).SequenceEqual(item.Tags) && db.Vector(1).Span.SequenceEqual([1, -0.5f]), "JSON, lists and vectors as scalars");
        Expect(db.ByIds([item.Id, default]) == 1 && db.ByIds([]) == 0 && db.ByLabels([item.Label]) == 1 && db.ByCodes([new Code("c"), new Code("d")]) == 1, "lists of typed keys");
        Expect(db.ByNames(["it's", "\"", "\\"]) == 1 && db.NotByNames(["it's"]) == 0 && db.NotByNames(["its"]) == 1 && db.NotByNames([]) == 1, "lists of texts");
        Expect(db.ByColors([Color.DarkBlue], [Color.Red, Color.DarkBlue], [item.Rights]) == 1 && db.ByColors([Color.Red], [Color.DarkBlue], [item.Rights]) == 0, "lists of enums");
        Expect(db.ByTimes([item.Seen], [item.Made], [item.At], [item.Day], [item.Hour], [item.Span]) == 1 && db.ByTimes([item.Seen.AddSeconds(1)], [item.Made], [item.At], [item.Day], [item.Hour], [item.Span]) == 0, "lists of times");
        Expect(db.ByNumbers([12.50m], [true], ['ü'], [long.MaxValue], new HashSet<int> { 1 }) == 1 && db.ByHashes([item.Hash], [[1, 2], []]) == 1, "lists of numbers, hashes and bytes");
        Expect(await db.ChangeAsync(1, new Settings(4), item.Label, 1.25m, Color.Red, Color.Red) == new Settings(4) && db.Prices().Single() == 1.25m, "nullable parameters in their storage");
    }

    private static ValueTask<long?> FindAsync(Shop db, Item item, Color color) => db.FindAsync(item.Id, item.Label, item.Code, color, item.Paint, item.Rights, item.Seen, item.Made, item.At, item.Day, item.Hour, item.Span, item.Price, item.Exact, item.Weight, item.Flag, item.Letter, item.Large, item.Hash);

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
