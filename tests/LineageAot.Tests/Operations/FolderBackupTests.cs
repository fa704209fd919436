using LineageAot.Operations;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>Backups in a folder: their names, what stays, and what is never touched.</summary>
public sealed class FolderBackupTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public FolderBackupTests()
    {
        Sessions.Run(Source, "create table t (a)", "insert into t values (1)");
        Directory.CreateDirectory(Backups);
    }

    private string Source => folder.File("shop.db");

    private string Backups => folder.File("backups");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_is_called_after_the_database_and_the_time_and_opens()
    {
        var clock = new ManualClock();
        var path = folder.File("reading.db");
        await using (var database = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = path, TimeProvider = clock }))
        {
            await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
            var made = await database.BackupToFolderAsync(new BackupFolder { Path = Backups });
            made.ShouldBe(Path.Combine(Backups, "reading.db.20260101-000000-000.bak"));
            (await database.BackupToFolderAsync(new BackupFolder { Path = Backups })).ShouldEndWith("20260101-000000-001.bak");
        }

        await using var copy = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path.Combine(Backups, "reading.db.20260101-000000-000.bak"), Access = DatabaseAccess.ReadOnly });
        (await copy.Items.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public void As_many_as_asked_for_stay_the_newest_ones()
    {
        for (var hour = 0; hour < 6; hour++)
        {
            Run(new BackupFolder { Path = Backups, KeepCount = 3 }, Noon.AddHours(hour));
        }

        Names().ShouldBe(["shop.db.20260301-150000-000.bak", "shop.db.20260301-160000-000.bak", "shop.db.20260301-170000-000.bak"]);
    }

    [Fact]
    public void What_is_too_old_goes_and_the_newest_stays()
    {
        var settings = new BackupFolder { Path = Backups, KeepFor = TimeSpan.FromHours(2) };
        Run(settings, Noon);
        Run(settings, Noon.AddHours(1));
        Run(settings, Noon.AddHours(2.5));
        Names().ShouldBe(["shop.db.20260301-130000-000.bak", "shop.db.20260301-143000-000.bak"]);
        Run(settings, Noon.AddDays(9));
        Names().ShouldBe(["shop.db.20260310-120000-000.bak"]);
    }

    [Fact]
    public void A_clock_that_was_set_back_costs_neither_the_one_just_made_nor_the_newest()
    {
        var settings = new BackupFolder { Path = Backups, KeepCount = 1 };
        Run(settings, Noon);
        Run(settings, Noon.AddYears(-1));
        Names().ShouldBe(["shop.db.20250301-120000-000.bak", "shop.db.20260301-120000-000.bak"]);
    }

    [Theory]
    [InlineData("shop.db")]
    [InlineData("shop.db.bak")]
    [InlineData("shop.db.20200101-000000-000.bak.partial")]
    [InlineData("shop.db.20200101-000000-000.mine.bak")]
    [InlineData("shop.db.before-restore.20200101-000000-000.bak")]
    [InlineData("shop.db.before-0003.20200101T000000.bak")]
    [InlineData("other.db.20200101-000000-000.bak")]
    [InlineData("xshop.db.20200101-000000-000.bak")]
    [InlineData("shop.db.20201301-000000-000.bak")]
    [InlineData("shop.db.2020010 -000000-000.bak")]
    [InlineData("shop.db-20200101-000000-000.bak")]
    [InlineData("SHOP.db.20200101-000000-000.bak")]
    [InlineData("shop.db.20200101-000000-000.BAK")]
    public void Files_of_another_name_are_never_touched(string name)
    {
        File.WriteAllText(Path.Combine(Backups, name), "precious");
        Run(new BackupFolder { Path = Backups, KeepCount = 1, KeepFor = TimeSpan.FromMinutes(1) }, Noon);
        File.ReadAllText(Path.Combine(Backups, name)).ShouldBe("precious");
    }

    [Theory]
    [InlineData("shop.db.20200101-000000-000.bak.0123456789abcdef0123456789abcdef.partial", true)]
    [InlineData("shop.db.20200101-000000-000.bak.0123456789abcdef0123456789abcdef.partial-journal", true)]
    [InlineData("shop.db.20200101-000000-000.bak.0123456789abcdef0123456789abcdef.partial-mine", false)]
    [InlineData("shop.db.20200101-000000-000.bak.0123456789abcdef.partial", false)]
    [InlineData("shop.db.20200101-000000-000.bak-0123456789abcdef0123456789abcdef.partial", false)]
    [InlineData("other.db.20200101-000000-000.bak.0123456789abcdef0123456789abcdef.partial", false)]
    [InlineData("shop.db.0123456789abcdef0123456789abcdef.partial", false)]
    public void What_a_killed_process_left_of_a_backup_goes_a_day_after(string name, bool goes)
    {
        var left = Path.Combine(Backups, name);
        File.WriteAllText(left, "half");
        File.SetLastWriteTimeUtc(left, Noon.UtcDateTime);
        Run(new BackupFolder { Path = Backups }, Noon.AddHours(23));
        File.Exists(left).ShouldBeTrue();
        Run(new BackupFolder { Path = Backups }, Noon.AddHours(25));
        File.Exists(left).ShouldBe(!goes);
    }

    [Fact]
    public void Links_and_folders_of_the_name_are_never_touched_and_do_not_count()
    {
        File.WriteAllText(folder.File("precious"), "precious");
        File.CreateSymbolicLink(Path.Combine(Backups, "shop.db.20200101-000000-000.bak"), folder.File("precious"));
        Directory.CreateDirectory(Path.Combine(Backups, "shop.db.20200102-000000-000.bak"));
        Run(new BackupFolder { Path = Backups, KeepCount = 1 }, Noon);
        Run(new BackupFolder { Path = Backups, KeepCount = 1 }, Noon.AddHours(1));
        File.ReadAllText(Path.Combine(Backups, "shop.db.20200101-000000-000.bak")).ShouldBe("precious");
        Directory.Exists(Path.Combine(Backups, "shop.db.20200102-000000-000.bak")).ShouldBeTrue();
        Names().Length.ShouldBe(2);
    }

    [Fact]
    public void A_backup_that_fails_deletes_nothing()
    {
        var settings = new BackupFolder { Path = Backups, KeepCount = 1 };
        Run(settings with { KeepCount = 5 }, Noon);
        Run(settings with { KeepCount = 5 }, Noon.AddHours(1));
        File.WriteAllText(Source, new string('x', 5000));
        Should.Throw<BackupException>(() => Run(settings, Noon.AddHours(2)));
        Should.Throw<OperationCanceledException>(() => FolderBackup.Run(Source, settings, Noon.AddHours(3), (_, _) => { }, new CancellationToken(canceled: true)));
        Names().Length.ShouldBe(2);
        Directory.GetFiles(Backups, "*.partial*").ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_folder_and_a_file_in_its_place_are_refused()
    {
        Should.Throw<BackupException>(() => Run(new BackupFolder { Path = folder.File("missing") }, Noon)).Message.ShouldContain("doesn't exist");
        Directory.Exists(folder.File("missing")).ShouldBeFalse();
        Should.Throw<BackupException>(() => Run(new BackupFolder { Path = Source }, Noon)).Message.ShouldContain("is a file");
    }

    [Fact]
    public void The_database_and_its_own_files_are_refused_as_targets_whatever_their_spelling()
    {
        var before = File.ReadAllBytes(Source);
        Directory.CreateSymbolicLink(folder.File("again"), folder.Path);
        File.CreateSymbolicLink(folder.File("linked.db"), Source);
        Should.Throw<BackupException>(() => Backup.Run(Source, Source, default)).Message.ShouldContain("is the database itself");
        Should.Throw<BackupException>(() => Backup.Run(Source, Path.Combine(folder.Path, "backups", "..", "shop.db"), default)).Message.ShouldContain("is the database itself");
        Should.Throw<BackupException>(() => Backup.Run(Source, Path.Combine(folder.File("again"), "shop.db"), default)).Message.ShouldContain("overwrites nothing");
        Should.Throw<BackupException>(() => Backup.Run(Source, folder.File("linked.db"), default)).Message.ShouldContain("symbolic link");
        if (!OperatingSystem.IsWindows())
        {
            PosixFile.TryLink(Source, folder.File("second.db")).ShouldBeTrue();
            Should.Throw<BackupException>(() => Backup.Run(Source, folder.File("second.db"), default)).Message.ShouldContain("overwrites nothing");
        }

        foreach (var suffix in new[] { "-wal", "-shm", "-journal", ".lock" })
        {
            Should.Throw<BackupException>(() => Backup.Run(Source, Source + suffix, default)).Message.ShouldContain($"ends in '{suffix}'");
        }

        File.ReadAllBytes(Source).ShouldBe(before);
    }

    [Theory]
    [InlineData("", 24, null)]
    [InlineData("x", 0, null)]
    [InlineData("x", 100_001, null)]
    [InlineData("x", 24, 59)]
    public async Task Values_out_of_their_ranges_are_refused(string path, int count, int? seconds)
    {
        await using var database = await ReadingDatabase.OpenTemporaryAsync();
        await Should.ThrowAsync<ConfigurationException>(async () => await database.BackupToFolderAsync(new BackupFolder { Path = path, KeepCount = count, KeepFor = seconds is { } age ? TimeSpan.FromSeconds(age) : null }));
    }

    [MountFact]
    public void A_disk_without_room_is_told_and_keeps_what_is_there()
    {
        using var mount = Mount.Small(kibibytes: 512);
        Run(new BackupFolder { Path = mount.Path }, Noon);
        Sessions.Run(Source, "insert into t values (randomblob(700000))");
        var error = Should.Throw<BackupException>(() => Run(new BackupFolder { Path = mount.Path, KeepCount = 1 }, Noon.AddHours(1)));
        error.InnerException.ShouldBeOfType<DatabaseFullException>();
        Directory.GetFiles(mount.Path).Select(Path.GetFileName).ShouldBe(["shop.db.20260301-120000-000.bak"]);
    }

    [MountFact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        using var mount = Mount.ReadOnly(Backups);
        Should.Throw<BackupException>(() => Run(new BackupFolder { Path = mount.Path }, Noon)).Message.ShouldContain("nothing is left of it");
    }

    private void Run(BackupFolder settings, DateTimeOffset now) => FolderBackup.Run(Source, settings, now, static (_, _) => { }, default);

    private string[] Names() => [.. Directory.GetFiles(Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
}
