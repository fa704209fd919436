// A model in no namespace at all.
#pragma warning disable CS1591

[Table]
public sealed partial record Note([property: Key(Generated = true)] long Id, string Text);

[Database]
public sealed partial class NotesDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }

    [Query("select count(*) from note")]
    public partial ValueTask<long> CountNotesAsync();
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await NotesDatabase.OpenAsync(path);
        var note = await db.Notes.InsertAsync(new Note(0, "hello"));
        if (note.Id == 0 || await db.Notes.FindAsync(note.Id) != note || await db.CountNotesAsync() != 1)
        {
            throw new InvalidOperationException("the note isn't there");
        }
    }
}
