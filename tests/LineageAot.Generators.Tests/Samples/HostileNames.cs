// Names that are SQL keywords, hold quotes, or aren't ASCII.
#pragma warning disable CS1591
namespace Samples.HostileNames;

[Table("select \"from\" 'where';--")]
[Index(nameof(Group), nameof(Ünï))]
public sealed partial record Select
{
    [Key, Column(Name = "a\"b'c")] public required int Order { get; init; }
    [Column(Name = "group"), Unique] public required string Group { get; init; }
    public string Ünï { get; init; } = "";
    [Column(Name = "two words"), Computed("length(\"group\")")] public int Length { get; init; }
    [Column(Name = "]x[")] public string? Brackets { get; init; }
    public bool Value { get; init; }
    public int Writer { get; init; }
    public int Reader { get; init; }
    public DateTimeOffset Stamp { get; init; }
    public TimeSpan? Row { get; init; }
    public TimeSpan? RowGiven { get; init; }
    public TimeSpan? Given { get; init; }
    [Column(Name = "given_2")] public TimeSpan? given { get; init; }
    public double? Value0 { get; init; }
    [Column(Name = "value_number")] public double? @value { get; init; }
    [Default("length('a b') + 1")] public int? Counted { get; init; }
    [Index] public int List { get; init; }
}

[Database]
public sealed partial class HostileDatabase : LineageDatabase
{
    public partial Table<Select> @default { get; }

    [Query("select @writer + @value + @unit + @snapshot + @item + @list")]
    public partial ValueTask<long> SumAsync(long writer, long value, long unit, long snapshot, long item, long list);

    [Query("select @writer + @value + @unit + @snapshot + @item + @list")]
    public partial long Sum(long writer, long value, long unit, long snapshot, long item, long list);
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await HostileDatabase.OpenAsync(path);
        await db.@default.InsertAsync(new Select { Order = 1, Group = "g'\"", Ünï = "ü", Brackets = "b", Value = true, Row = TimeSpan.FromSeconds(1) });
        await db.WriteAsync(unit =>
        {
            if (unit.Sum(1, 2, 3, 4, 5, 6) != 21)
            {
                throw new InvalidOperationException("names of parameters don't meet");
            }
        });
        var row = await db.@default.FindByGroupAsync("g'\"");
        if (row is not { Order: 1, Ünï: "ü", Length: 3, Brackets: "b", Value: true, Counted: 4 } || await db.@default.FindAsync(1) != row)
        {
            throw new InvalidOperationException("the row isn't there");
        }
    }
}
