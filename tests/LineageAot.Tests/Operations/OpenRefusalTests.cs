using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>The whole way through OpenAsync for files that can't be opened: the exception, and that the file is left as it was.</summary>
public sealed class OpenRefusalTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Something_else_than_a_database()
    {
        File.WriteAllText(Path, new string('x', 5000));
        await Should.ThrowAsync<DatabaseCorruptException>(async () => await ReadingDatabase.OpenAsync(Path));
        File.ReadAllText(Path).ShouldBe(new string('x', 5000));

        // The claim was given back: the right file in its place opens.
        File.Delete(Path);
        await using var database = await ReadingDatabase.OpenAsync(Path);
    }

    [Fact]
    public async Task A_folder()
        => (await Should.ThrowAsync<ConfigurationException>(async () => await ReadingDatabase.OpenAsync(folder.Path))).Message.ShouldContain("is a folder");

    [Fact]
    public async Task A_file_that_another_process_writes()
    {
        using (var other = Program.Start("own", Path))
        {
            (await Should.ThrowAsync<DatabaseBusyException>(async () => await ReadingDatabase.OpenAsync(Path))).Message.ShouldContain($"process {other.Id}");
        }

        await using var database = await ReadingDatabase.OpenAsync(Path);
    }

    [Fact]
    public async Task A_file_that_this_process_writes_but_reading_it_is_fine()
    {
        await using var first = await ReadingDatabase.OpenAsync(Path);
        await Should.ThrowAsync<ConfigurationException>(async () => await ReadingDatabase.OpenAsync(Path));
        await first.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        await using var second = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, Access = DatabaseAccess.ReadOnly });
        (await second.Items.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_a_newer_program()
    {
        await (await ReadingDatabase.OpenAsync(Path)).DisposeAsync();
        Sessions.Run(Path, "alter table items add column added text");
        var before = File.ReadAllBytes(Path);
        var error = await Should.ThrowAsync<SchemaMismatchException>(async () => await ReadingDatabase.OpenAsync(Path));
        error.State.ShouldBe(SchemaState.Newer);
        error.Differences.ShouldBe(["table 'items': column 'added' is in the file, but the program doesn't know it"]);
        File.ReadAllBytes(Path).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_an_older_program()
    {
        await (await ReadingDatabase.OpenAsync(Path)).DisposeAsync();
        Sessions.Run(Path, "alter table items drop column payload");
        var error = await Should.ThrowAsync<SchemaMismatchException>(async () => await ReadingDatabase.OpenAsync(Path));
        error.State.ShouldBe(SchemaState.Older);
        error.Message.ShouldContain("column 'payload' is missing in the file");
    }

    [Fact]
    public async Task A_file_with_tables_of_others_keeps_every_byte_and_its_journal_mode()
    {
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "create table customers (id integer primary key)";
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(Path);
        (await Should.ThrowAsync<SchemaMismatchException>(async () => await ReadingDatabase.OpenAsync(Path))).State.ShouldBe(SchemaState.Older);
        File.ReadAllBytes(Path).ShouldBe(before);
        File.Exists(Path + "-wal").ShouldBeFalse();
    }

    [MountFact]
    public async Task A_read_only_file_system()
    {
        await (await ReadingDatabase.OpenAsync(Path)).DisposeAsync();
        using var mount = Mount.ReadOnly(folder.Path);
        await Should.ThrowAsync<DatabaseReadOnlyException>(async () => await ReadingDatabase.OpenAsync(mount.File("a.db")));
    }

    [MountFact]
    public async Task A_backup_opens_on_a_read_only_file_system()
    {
        await using (var database = await ReadingDatabase.OpenAsync(Path))
        {
            await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
            await database.BackupAsync(folder.File("copy.db"));
        }

        using var mount = Mount.ReadOnly(folder.Path);
        await using var copy = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = mount.File("copy.db"), Access = DatabaseAccess.ReadOnly });
        (await copy.Items.CountAsync()).ShouldBe(1);
        (await copy.CheckHealthAsync()).IsHealthy.ShouldBeTrue();
    }

    [MountFact]
    public async Task A_full_file_system()
    {
        using var mount = Mount.Small(kibibytes: 16);
        await Should.ThrowAsync<DatabaseFullException>(async () => await ReadingDatabase.OpenAsync(mount.File("a.db")));
    }
}
