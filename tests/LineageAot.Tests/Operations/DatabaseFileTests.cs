using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData(null, "is empty")]
    [InlineData(":memory:", "OpenTemporaryAsync")]
    [InlineData(":Memory:", "OpenTemporaryAsync")]
    [InlineData("file:a.db?mode=ro", "is a URI")]
    [InlineData("a\0b.db", "U+0000")]
    [InlineData("somewhere/", "names a folder")]
    [InlineData("a.db-wal", "files beside a database")]
    [InlineData("a.db-SHM", "files beside a database")]
    [InlineData("a.db-journal", "files beside a database")]
    [InlineData("a.db.lock", "files beside a database")]
    public void A_text_that_names_no_file_is_refused_before_anything_is_touched(string? path, string advice)
        => Should.Throw<ConfigurationException>(() => DatabaseFile.Claim(new DatabaseOptions { Path = path! })).Message.ShouldContain(advice);

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // An attribute can't carry it: its texts are stored as UTF-8.
        Should.Throw<ConfigurationException>(() => Claim(folder.File("\ud800.db"))).Message.ShouldContain("surrogate");
        Claim(folder.File("\ud83d\ude00.db")).Dispose();
    }

    [Fact]
    public void A_folder_is_refused()
        => Should.Throw<ConfigurationException>(() => Claim(folder.Path)).Message.ShouldContain("is a folder");

    [Fact]
    public void A_missing_folder_is_named_and_not_made()
    {
        Should.Throw<ConfigurationException>(() => Claim(folder.File("missing/a.db"))).Message.ShouldContain(folder.File("missing"));
        Directory.Exists(folder.File("missing")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_in_the_folders_place_is_named()
    {
        File.WriteAllText(folder.File("file"), "");
        Should.Throw<ConfigurationException>(() => Claim(folder.File("file/a.db"))).Message.ShouldContain("is a file");
    }

    [Fact]
    public void A_path_longer_than_SQLite_takes_is_refused()
        => Should.Throw<ConfigurationException>(() => Claim(folder.File(new string('x', 600)))).Message.ShouldContain("502 bytes");

    [Fact]
    public void The_longest_path_opens_with_all_its_files()
    {
        var deep = folder.Path;
        while (deep.Length + 101 < 502 - 10)
        {
            deep = Directory.CreateDirectory(System.IO.Path.Combine(deep, new string('d', 99))).FullName;
        }

        var path = System.IO.Path.Combine(deep, new string('f', 502 - deep.Length - 1));
        using var file = Claim(path);
        using var writer = Sessions.Writer(file.Path);
        writer.Execute("create table t (a)");
        File.Exists(path + "-wal").ShouldBeTrue();
    }

    [Fact]
    public void A_new_file_and_those_beside_it_are_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var file = Claim(Path);
        file.IsNew.ShouldBeTrue();
        using var writer = Sessions.Writer(file.Path);
        writer.Execute("create table t (a)");
        foreach (var suffix in (string[])["", "-wal", "-shm", ".lock"])
        {
            File.GetUnixFileMode(Path + suffix).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, suffix);
        }
    }

    [Fact]
    public void An_existing_file_keeps_its_rights()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllBytes(Path, []);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var file = Claim(Path);
        File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    [Fact]
    public void An_empty_file_is_as_good_as_a_new_one_and_any_other_is_not()
    {
        File.WriteAllBytes(Path, []);
        using (var empty = Claim(Path))
        {
            empty.IsNew.ShouldBeTrue();
        }

        Sessions.Run(Path, "create table t (a)");
        using var file = Claim(Path);
        file.IsNew.ShouldBeFalse();
    }

    [Fact]
    public void A_relative_path_is_made_full()
    {
        using var file = Claim(System.IO.Path.GetRelativePath(Environment.CurrentDirectory, Path));
        file.Path.ShouldBe(Path);
    }

    [Fact]
    public void A_link_is_refused_and_followed_only_on_request()
    {
        File.CreateSymbolicLink(folder.File("link.db"), Path);
        Should.Throw<ConfigurationException>(() => Claim(folder.File("link.db"))).Message.ShouldContain(Path);
        File.Exists(Path).ShouldBeFalse();

        using var file = DatabaseFile.Claim(new DatabaseOptions { Path = folder.File("link.db"), AllowSymbolicLink = true });
        file.Path.ShouldBe(Path);

        // The same file by its own name is the same file.
        Should.Throw<ConfigurationException>(() => Claim(Path)).Message.ShouldContain("in this process already");
    }

    [Fact]
    public void A_linked_folder_above_is_fine()
    {
        Directory.CreateDirectory(folder.File("real"));
        Directory.CreateSymbolicLink(folder.File("linked"), folder.File("real"));
        Claim(folder.File("linked/a.db")).Dispose();
        File.Exists(folder.File("real/a.db")).ShouldBeTrue();
    }

    [Fact]
    public void Read_only_makes_no_file_and_no_lock()
    {
        Should.Throw<ConfigurationException>(() => ClaimForReading(Path)).Message.ShouldContain("doesn't exist");
        Sessions.Run(Path, "create table t (a)");
        using (var first = ClaimForReading(Path))
        using (var second = ClaimForReading(Path))
        using (Claim(Path))
        {
            second.Path.ShouldBe(first.Path);
        }
    }

    [Fact]
    public void A_file_marked_read_only_is_refused_for_writing_and_no_lock_is_left()
    {
        Sessions.Run(Path, "create table t (a)");
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        try
        {
            Should.Throw<DatabaseReadOnlyException>(() => Claim(Path)).Message.ShouldContain("marked read-only");
            File.Exists(Path + ".lock").ShouldBeFalse();
            ClaimForReading(Path).Dispose();
        }
        finally
        {
            File.SetAttributes(Path, FileAttributes.Normal);
        }
    }

    [MountFact]
    public void On_a_read_only_file_system_writing_is_refused_and_reading_works()
    {
        // As VACUUM INTO leaves it: a file in WAL mode can't be read where its -shm can't be made.
        Sessions.Run(Path, "create table t (a)", $"vacuum into '{folder.File("plain.db")}'");
        using var mount = Mount.ReadOnly(folder.Path);
        Should.Throw<DatabaseReadOnlyException>(() => Claim(mount.File("plain.db"))).Message.ShouldContain("Access = ReadOnly");
        Should.Throw<DatabaseReadOnlyException>(() => Claim(mount.File("new.db")));
        using var file = ClaimForReading(mount.File("plain.db"));
        using var reader = Sessions.Reader(file.Path);
        reader.QueryText("select count(*) from t").ShouldBe("0");
    }

    [MountFact]
    public void A_session_that_SQLite_opened_for_reading_only_is_told()
    {
        Sessions.Run(Path, "create table t (a)", $"vacuum into '{folder.File("plain.db")}'");
        using var mount = Mount.ReadOnly(folder.Path);
        using var session = LineageAot.Sqlite.SqliteSession.Open(new LineageAot.Sqlite.SessionOptions { Path = mount.File("plain.db") });
        Should.Throw<DatabaseReadOnlyException>(() => DatabaseFile.RequireWritable(session));
        using var writable = Sessions.Writer(Path);
        DatabaseFile.RequireWritable(writable);
    }

    [MountFact]
    public void On_a_full_file_system_no_half_schema_is_left_and_later_there_is_room()
    {
        using var mount = Mount.Small(kibibytes: 512);
        using var file = Claim(mount.File("a.db"));
        using var writer = Sessions.Writer(file.Path);

        // Before the -shm exists, then with it, where the log itself finds no room.
        FillUp(mount.File("ballast"));
        Should.Throw<DatabaseFullException>(() => SchemaInitializer.Ensure(writer, FortyTables, MigrationMode.Apply));
        File.Delete(mount.File("ballast"));
        writer.QueryText("select count(*) from sqlite_schema").ShouldBe("0");
        FillUp(mount.File("ballast"));
        Should.Throw<DatabaseFullException>(() => SchemaInitializer.Ensure(writer, FortyTables, MigrationMode.Apply));
        writer.IsAutocommit.ShouldBeTrue();
        writer.QueryText("select count(*) from sqlite_schema").ShouldBe("0");

        File.Delete(mount.File("ballast"));
        SchemaInitializer.Ensure(writer, FortyTables, MigrationMode.Apply);
        IntegrityCheck.Run(writer).IsSound.ShouldBeTrue();
    }

    [MountFact]
    public void On_a_full_file_system_a_new_file_is_refused_or_opened_never_half()
    {
        using var mount = Mount.Small(kibibytes: 64);
        FillUp(mount.File("ballast"));
        Should.Throw<LineageException>(() =>
        {
            using var file = Claim(mount.File("a.db"));
            using var writer = Sessions.Writer(file.Path);
        });
        File.Delete(mount.File("ballast"));
        using var again = Claim(mount.File("a.db"));
        Sessions.Writer(again.Path).Dispose();
    }

    [MountFact]
    public void A_backup_without_room_says_so_and_leaves_nothing()
    {
        Sessions.Run(Path, "create table t (a)", "insert into t values (randomblob(200000))");
        using var mount = Mount.Small(kibibytes: 64);
        var error = Should.Throw<BackupException>(() => Backup.Run(Path, mount.File("copy.db"), default));
        error.InnerException.ShouldBeOfType<DatabaseFullException>();
        Directory.GetFiles(mount.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not a database at all, but long enough to have a header of a hundred bytes, which SQLite looks at first of all things")]
    [InlineData("short")]
    public void Something_else_than_a_database_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(Path, content);
        using (var file = Claim(Path))
        {
            Should.Throw<DatabaseCorruptException>(() => Sessions.Writer(file.Path).Dispose()).Message.ShouldContain("isn't an SQLite database");
        }

        File.ReadAllText(Path).ShouldBe(content);
    }

    private static DatabaseFile Claim(string path) => DatabaseFile.Claim(new DatabaseOptions { Path = path });

    private static DatabaseFile ClaimForReading(string path) => DatabaseFile.Claim(new DatabaseOptions { Path = path, Access = DatabaseAccess.ReadOnly });

    private static LineageAot.Schema.DatabaseSchema FortyTables => Model.Of([.. Enumerable.Range(0, 40).Select(i => Model.Table($"t{i}", $"CREATE TABLE \"t{i}\" (\"a\" TEXT) STRICT"))]);

    private static void FillUp(string path)
    {
        using var ballast = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
        }
    }
}
