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
}

[Database]
public sealed partial class HostileDatabase : LineageDatabase
{
    public partial Table<Select> @default { get; }
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await HostileDatabase.OpenAsync(path);
        await db.@default.InsertAsync(new Select { Order = 1, Group = "g'\"", Ünï = "ü", Brackets = "b", Value = true, Row = TimeSpan.FromSeconds(1) });
        var row = await db.@default.FindByGroupAsync("g'\"");
        if (row is not { Order: 1, Ünï: "ü", Length: 3, Brackets: "b", Value: true } || await db.@default.FindAsync(1) != row)
        {
            throw new InvalidOperationException("the row isn't there");
        }
    }
}
