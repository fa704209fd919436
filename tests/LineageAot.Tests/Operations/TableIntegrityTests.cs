using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>The check of a file table by table.</summary>
public sealed class TableIntegrityTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_table_is_checked_and_told()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        var told = new List<IntegrityProgress>();
        var report = await database.CheckIntegrityAsync(new IntegrityCheckOptions { Progress = new Listener<IntegrityProgress>(told.Add) });
        (report.IsSound, report.IsComplete, report.Unchecked.Count).ShouldBe((true, true, 0));
        told.Select(static progress => progress.Table).ShouldBe(["sqlite_schema", "items", "places"]);
        told[^1].ShouldBe(new IntegrityProgress("places", 3, 3));
    }

    [Theory]
    [InlineData("it''s \"quoted\"")]
    [InlineData("7")]
    [InlineData("select")]
    [InlineData("tän')--")]
    public void Names_are_quoted_and_broken_references_found(string name)
    {
        var plain = name.Replace("''", "'");
        var quoted = LineageAot.Schema.SqlIdentifier.Quote(plain);
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table p (a integer primary key)");
        writer.Execute($"create table {quoted} (p integer references p)");
        writer.Execute("pragma foreign_keys=0");
        writer.Execute($"insert into {quoted} values (1), (2), (3)");
        IntegrityCheck.RunTable(writer, plain, false, 100).Count.ShouldBe(3);
        IntegrityCheck.RunTable(writer, plain, false, 2).Count.ShouldBe(2);
        IntegrityCheck.RunTable(writer, "p", false, 100).ShouldBeEmpty();
        IntegrityCheck.RunTable(writer, "gone", false, 100).ShouldBeEmpty();
        writer.IsAutocommit.ShouldBeTrue();
    }

    [Fact]
    public void Damage_is_found_in_its_table_alone()
    {
        const string Rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) select hex(randomblob(50)) from n";
        Sessions.Run(Path, "create table first (a integer primary key, b text)", "create table second (a integer primary key, b text)", $"insert into first (b) {Rows}", $"insert into second (b) {Rows}", "pragma wal_checkpoint(truncate)");
        string root;
        using (var reader = Sessions.Reader(Path))
        {
            root = reader.QueryText("select rootpage from sqlite_schema where name = 'second'") ?? "0";
        }

        var bytes = File.ReadAllBytes(Path);
        bytes.AsSpan((int.Parse(root) - 1) * 4096, 200).Fill(0xEE);
        File.WriteAllBytes(Path, bytes);
        using var session = Sessions.Reader(Path);
        IntegrityCheck.RunTable(session, "first", false, 100).ShouldBeEmpty();
        IntegrityCheck.RunTable(session, "second", false, 100).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Cancelled_between_tables_it_ends()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        using var cancellation = new CancellationTokenSource();
        var told = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () => await database.CheckIntegrityAsync(new IntegrityCheckOptions
        {
            Progress = new Listener<IntegrityProgress>(_ =>
            {
                told++;
                cancellation.Cancel();
            }),
        }, cancellation.Token));
        told.ShouldBe(1);
        (await database.CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = true })).IsSound.ShouldBeTrue();
    }

    [Fact]
    public void Within_a_table_it_is_interrupted()
    {
        Sessions.Run(Path, "create table t (a integer primary key, b text)", "create index i on t (b)", "insert into t (b) with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select hex(randomblob(20)) from n");
        using var reader = Sessions.Reader(Path);
        reader.WatchFor(new Stop());
        SqliteErrors.IsInterrupt(Should.Throw<QueryException>(() => IntegrityCheck.RunTable(reader, "t", false, 100)).SqliteErrorCode).ShouldBeTrue();
        reader.IsAutocommit.ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_takes_longer_than_a_read_may_is_named()
    {
        var clock = new ManualClock();
        await using var database = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, TimeProvider = clock, MaxReadAge = TimeSpan.FromMinutes(1) });
        await database.Items.InsertManyAsync(Enumerable.Range(0, 20_000).Select(static i => new Item { Id = i, Name = $"name {i}" }));
        using var running = new CancellationTokenSource();

        // Time flies while it checks: whichever table is at work then is too old.
        var flying = new Thread(() =>
        {
            while (!running.IsCancellationRequested)
            {
                clock.Advance(TimeSpan.FromMinutes(2));
            }
        });
        flying.Start();
        try
        {
            IntegrityReport? report = null;
            while (report is null || report.Unchecked.Count == 0)
            {
                try
                {
                    report = await database.CheckIntegrityAsync(new IntegrityCheckOptions());
                    report.IsSound.ShouldBeTrue();
                }
                catch (SnapshotExpiredException)
                {
                    // It hadn't even listed the tables.
                }
            }

            report.IsComplete.ShouldBeFalse();
        }
        finally
        {
            running.Cancel();
            flying.Join();
        }
    }

    [Fact]
    public async Task A_limit_out_of_range_is_refused()
    {
        await using var database = await ReadingDatabase.OpenTemporaryAsync();
        await Should.ThrowAsync<ConfigurationException>(async () => await database.CheckIntegrityAsync(new IntegrityCheckOptions { MaxFindings = 0 }));
    }

    private sealed class Stop : IStopSignal
    {
        public bool ShouldStop => true;
    }
}
