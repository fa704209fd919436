using LineageAot.Operations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

public sealed class BackupTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Source => folder.File("source.db");

    private string Target => folder.File("copy.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_copy_holds_everything_and_is_private()
    {
        Fill(1000);
        Backup.Run(Source, Target, default);
        using var copy = Sessions.Reader(Target);
        copy.QueryText("select count(*) || '/' || sum(length(b)) from t").ShouldBe("1000/100000");
        copy.QueryText("pragma integrity_check").ShouldBe("ok");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void An_existing_target_is_left_as_it_is()
    {
        Fill(10);
        File.WriteAllText(Target, "somebody's");
        Should.Throw<BackupException>(() => Backup.Run(Source, Target, default)).Message.ShouldContain("overwrites nothing");
        File.ReadAllText(Target).ShouldBe("somebody's");
        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_is_taken_meanwhile_is_not_taken_over()
    {
        File.WriteAllText(folder.File("a"), "ours");
        File.WriteAllText(folder.File("b"), "somebody's");
        Should.Throw<IOException>(() => DurableFile.Rename(folder.File("a"), folder.File("b")));
        File.ReadAllText(folder.File("b")).ShouldBe("somebody's");
        DurableFile.Rename(folder.File("a"), folder.File("c"));
        File.Exists(folder.File("a")).ShouldBeFalse();
        File.ReadAllText(folder.File("c")).ShouldBe("ours");
    }

    [Theory]
    [InlineData("missing/copy.db")]
    [InlineData("")]
    [InlineData(":memory:")]
    public void A_target_that_cannot_be_is_refused(string target)
    {
        Fill(10);
        Should.Throw<BackupException>(() => Backup.Run(Source, target.Length > 0 && target[0] != ':' ? folder.File(target) : target, default));
    }

    [Fact]
    public void A_folder_or_a_dangling_link_is_refused_as_target()
    {
        Fill(10);
        Should.Throw<BackupException>(() => Backup.Run(Source, folder.Path, default));
        File.CreateSymbolicLink(Target, folder.File("nowhere"));
        Should.Throw<BackupException>(() => Backup.Run(Source, Target, default));
        File.Exists(folder.File("nowhere")).ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_source_gives_no_backup()
    {
        Fill(5000);
        Damage(Source);
        var error = Should.Throw<BackupException>(() => Backup.Run(Source, Target, default));
        File.Exists(Target).ShouldBeFalse();
        Leftovers().ShouldBeEmpty();
        error.Message.ShouldContain(Source);
    }

    [Fact]
    public void A_file_that_breaks_its_foreign_keys_gives_no_backup()
    {
        Fill(1);
        using (var writer = Sessions.Writer(Source))
        {
            writer.Execute("create table child (parent integer references t (a))");
            writer.Execute("pragma foreign_keys = 0");
            writer.Execute("insert into child values (77)");
        }

        Should.Throw<BackupException>(() => Backup.Run(Source, Target, default)).Message.ShouldContain("points at a row of 't'");
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelled_before_it_starts_it_makes_nothing()
    {
        Fill(10);
        await Should.ThrowAsync<OperationCanceledException>(() => Backup.RunAsync(Source, Target, new CancellationToken(canceled: true)));
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelled_on_its_way_it_leaves_nothing()
    {
        Fill(200_000);
        using var cancellation = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(folder.Path, "*.partial") { EnableRaisingEvents = true };
        watcher.Created += (_, _) => cancellation.Cancel();
        try
        {
            await Backup.RunAsync(Source, Target, cancellation.Token);
            File.Exists(Target).ShouldBeTrue("it may have been faster than the cancellation");
        }
        catch (OperationCanceledException)
        {
            File.Exists(Target).ShouldBeFalse();
        }

        Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task Beside_writes_the_copy_is_one_moment_of_them()
    {
        Fill(2000);
        using var stop = new CancellationTokenSource();
        var writing = new Thread(() =>
        {
            using var writer = Sessions.Writer(Source);
            while (!stop.IsCancellationRequested)
            {
                // Each transaction keeps the number of rows even and both halves equal.
                writer.Execute("begin immediate");
                writer.Execute("insert into t (b) values (randomblob(100))");
                writer.Execute("insert into t (b) select b from t order by a desc limit 1");
                writer.Execute("commit");
            }
        });
        writing.Start();
        try
        {
            for (var i = 0; i < 5; i++)
            {
                var target = folder.File($"copy{i}.db");
                await Backup.RunAsync(Source, target, default);
                using var copy = Sessions.Reader(target);
                copy.QueryText("select count(*) % 2 from t").ShouldBe("0");
                copy.QueryText("select count(*) from t x join t y on y.a = x.a + 1 and y.b = x.b where x.a > 2000 and x.a % 2 = 1").ShouldBe(copy.QueryText("select (count(*) - 2000) / 2 from t"));
            }
        }
        finally
        {
            stop.Cancel();
            writing.Join();
        }
    }

    private void Fill(int rows) => Sessions.Run(Source,
        "create table t (a integer primary key, b blob not null)",
        "create index t_b on t (b)",
        $"insert into t (b) with recursive n(i) as (select 1 union all select i + 1 from n where i < {rows}) select randomblob(100) from n");

    private string[] Leftovers() => Directory.GetFiles(folder.Path, "*.partial*");

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var page = 3; page * 4096 < bytes.Length; page += 2)
        {
            bytes.AsSpan(page * 4096, 200).Fill(0xEE);
        }

        File.WriteAllBytes(path, bytes);
    }
}
