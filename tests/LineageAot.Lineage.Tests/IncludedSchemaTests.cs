namespace LineageAot.Lineage.Tests;

[Table("notes")]
public sealed partial record Note
{
    [Key] public required Guid Id { get; init; }

    public required string Text { get; init; }
}

[Database(Include = [typeof(LineageSchema)])]
public sealed partial class NotesDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }
}

public sealed class IncludedSchemaTests
{
    [Fact]
    public async Task The_store_lies_over_a_users_own_database()
    {
        await using var database = await NotesDatabase.OpenTemporaryAsync();
        var store = new LineageStore(database);
        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await run.IngestVersionAsync(TemporaryStore.Item("a", "a"));
            await run.SucceedAsync();
        }

        await database.Notes.InsertAsync(new Note { Id = Guid.CreateVersion7(), Text = "beside it" });
        (await database.Table<Source>().CountAsync()).ShouldBe(1);
        await store.DisposeAsync();
        (await database.Notes.CountAsync()).ShouldBe(1);
    }
}
