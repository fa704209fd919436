// Former names of tables and columns, two columns that swap theirs among them.
#pragma warning disable CS1591
namespace Samples.Renames;

[Table("notes")]
[RenamedFrom("note")]
[RenamedFrom("remarks")]
public sealed partial record Note
{
    [Key]
    public required long Id { get; init; }

    [RenamedFrom("text")]
    [RenamedFrom("content \"quoted\"")]
    public required string Body { get; init; }

    [RenamedFrom("second")]
    public required string First { get; init; }

    [RenamedFrom("first")]
    public required string Second { get; init; }

    public int Plain { get; init; }
}

[Database]
public sealed partial class Notes : LineageDatabase
{
    public partial Table<Note> All { get; }
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Notes.OpenAsync(path);
        await db.All.InsertAsync(new Note { Id = 1, Body = "b", First = "1", Second = "2" });
        var table = Notes.Model.Tables[0];
        Expect(table.RenamedFrom.SequenceEqual(["note", "remarks"]), "the table's former names are in its facts");
        Expect(table.Columns.Select(column => string.Join("+", column.RenamedFrom)).SequenceEqual(["", "text+content \"quoted\"", "second", "first", ""]), "the columns' former names are in theirs");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
