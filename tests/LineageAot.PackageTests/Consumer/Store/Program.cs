using LineageAot;
using LineageAot.Lineage;

// A program's own table and the lineage store's in one file, behind one writer.
await using var db = await AgentDatabase.OpenAsync(args[0]);
await using var store = new LineageStore(db);
var workspace = await store.GetOrAddWorkspaceAsync("papers");
await db.Notes.InsertAsync(new Note(0, workspace.Name));
var isOneFile = await db.Notes.CountAsync() == 1 && await db.Table<WorkspaceRow>().CountAsync() == 1;
Console.WriteLine(isOneFile ? "1 checks hold" : "FAILS: both components live in one file");
return isOneFile ? 0 : 1;

[Table]
public sealed partial record Note([property: Key(Generated = true)] long Id, string Text);

[Database(Include = [typeof(LineageSchema)])]
public sealed partial class AgentDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }
}
