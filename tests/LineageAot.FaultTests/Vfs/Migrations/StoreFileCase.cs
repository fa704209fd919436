using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Migrations;

/// <summary>A file that an earlier version of the lineage store has made, opened as a program opens it.</summary>
/// <param name="file">Its name among those that are kept.</param>
internal sealed class StoreFileCase(string file) : MigrationCase
{
    private static readonly string Kept = Path.Combine(AppContext.BaseDirectory, "Migrations", "Files");

    public static IEnumerable<string> Files => Directory.GetFiles(Kept, "*.db").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public override Task PrepareAsync(string path)
    {
        File.Copy(Path.Combine(Kept, file), path);
        return Task.CompletedTask;
    }

    public override async Task MigrateAsync(string path)
    {
        await using var store = await LineageStore.OpenAsync(path);
    }

    public override async Task<IReadOnlyList<string>> CheckAsync(string path, bool isDone)
    {
        try
        {
            await CheckStatusAsync(path, isDone);
            await using var store = await LineageStore.OpenAsync(path);
            (await store.Database.CheckHealthAsync()).SchemaState.ShouldBe(SchemaState.Current);
            (await store.Database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
            var figures = await store.ReadFiguresAsync((await store.ListWorkspacesAsync()).Single().Id);
            (figures.Sources, figures.Versions, figures.Documents, figures.Chunks, figures.Runs).ShouldBe((3, 3, 3, 3, 1));
            return [];
        }
        catch (Exception e) when (e is LineageException or Shouldly.ShouldAssertException)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }

    private static async Task CheckStatusAsync(string path, bool isDone)
    {
        try
        {
            var status = await DatabaseMigrations.ReadStatusAsync(new DatabaseOptions { Path = path }, LineageSchema.Model);
            status.State.ShouldBeOneOf(isDone ? [SchemaState.Current] : [SchemaState.Older, SchemaState.Current]);
        }
        catch (DatabaseReadOnlyException e) when (!isDone && e.Message.Contains("Open it once for writing", StringComparison.Ordinal))
        {
            // The files that are kept have no log yet: the power went while one became the file's way to write.
        }
    }
}
