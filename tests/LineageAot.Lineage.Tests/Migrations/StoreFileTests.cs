namespace LineageAot.Lineage.Tests.Migrations;

/// <summary>Every file that an earlier version of the store has made is opened by this one: <c>Files</c> keeps one of each.</summary>
public sealed class StoreFileTests : IDisposable
{
    private static readonly string Kept = Path.Combine(AppContext.BaseDirectory, "Migrations", "Files");

    private readonly string folder = Directory.CreateTempSubdirectory("lineage-files-").FullName;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Kept, "*.db").Select(static file => Path.GetFileName(file)!)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_every_version_is_brought_up_to_date_with_its_rows(string file)
    {
        var path = Copy(file);
        await using var store = await LineageStore.OpenAsync(path);
        var health = await store.Database.CheckHealthAsync();
        health.SchemaState.ShouldBe(SchemaState.Current);
        (await store.Database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
        (await store.VerifyEventsAsync()).ShouldBeEmpty();
        var figures = await store.ReadFiguresAsync((await store.ListWorkspacesAsync()).Single().Id);
        (figures.Sources, figures.Versions, figures.Documents, figures.Chunks, figures.Runs).ShouldBe((3, 3, 3, 3, 1));

        var status = await DatabaseMigrations.ReadStatusAsync(new DatabaseOptions { Path = path }, LineageSchema.Model);
        status.State.ShouldBe(SchemaState.Current);
        status.Components.Single().Applied.Select(static applied => applied.Version).ShouldBe(LineageSchema.Model.Migrations.Select(static migration => migration.Version));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_older_file_isnt_read_until_it_was_brought_up_to_date_and_reading_changes_nothing(string file)
    {
        var path = Copy(file);
        var before = await File.ReadAllBytesAsync(path);
        var refused = await Should.ThrowAsync<SchemaMismatchException>(async () => await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Access = DatabaseAccess.ReadOnly }));
        refused.Message.ShouldContain("Open it once for writing");
        (await File.ReadAllBytesAsync(path)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_version_of_the_store_migrates_to_the_newest()
    {
        foreach (var version in MigrationMatrix.Versions(LineageSchema.Model))
        {
            await MigrationMatrix.RunAsync(LineageSchema.Model, (int)version[0], static connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "insert into workspaces (id, name, status, created_at, updated_at) values (randomblob(16), 'kept', 'active', 1, 1)";
                command.ExecuteNonQuery();
            },
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "select count(*) from workspaces";
                command.ExecuteScalar().ShouldBe((int)version[0] == 0 ? 0L : 1L);
            });
        }
    }

    private string Copy(string file)
    {
        var path = Path.Combine(folder, file);
        File.Copy(Path.Combine(Kept, file), path);
        return path;
    }
}
