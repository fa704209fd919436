using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

public sealed class HealthCheckTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteSession writer;

    public HealthCheckTests()
    {
        writer = Sessions.Writer(Path);
        writer.Execute("CREATE TABLE t (a INTEGER)");
    }

    private static HealthInputs Inputs => new() { CompareSchema = session => SchemaComparison.Compare(session, Model.Of(Model.Table("t", "CREATE TABLE t (a INTEGER)"))) };

    private string Path => folder.File("a.db");

    public void Dispose()
    {
        writer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_database_that_is_well_says_so_with_its_figures()
    {
        var report = Check(Inputs);
        report.IsHealthy.ShouldBeTrue();
        report.SchemaState.ShouldBe(SchemaState.Current);
        report.SqliteVersion.ShouldBe(SqliteLibrary.Version);
        report.PageSize.ShouldBe(4096);
        report.PageCount.ShouldBeGreaterThan(1);
        report.WalBytes.ShouldBe(new FileInfo(Path + "-wal").Length);
        report.FileBytes.ShouldBe(new FileInfo(Path).Length);
    }

    [Fact]
    public void A_vulnerable_SQLite_is_named_and_is_no_degradation()
    {
        var report = Check(Inputs);
        report.Notes.Any(note => note.Contains("checkpoints while another resets")).ShouldBe(SqliteLibrary.HasWalResetDefect);
        report.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData("alter table t add column b", SchemaState.Newer, HealthStatus.Degraded)]
    [InlineData("alter table t rename column a to b", SchemaState.Drifted, HealthStatus.Unhealthy)]
    [InlineData("alter table t rename to u", SchemaState.Older, HealthStatus.Unhealthy)]
    [InlineData("drop table t", SchemaState.New, HealthStatus.Unhealthy)]
    public void A_schema_that_was_changed_underneath_is_noticed(string change, SchemaState state, HealthStatus status)
    {
        writer.Execute(change);
        var report = Check(Inputs);
        report.SchemaState.ShouldBe(state);
        report.Status.ShouldBe(status);
        report.Notes[0].ShouldContain(state.ToString());
        Status(Inputs with { IgnoresSchema = true }).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public void What_the_caller_knows_decides_too()
    {
        Status(Inputs with { HasMoved = true }).ShouldBe(HealthStatus.Unhealthy);
        Status(Inputs with { WriterFailure = "no room" }).ShouldBe(HealthStatus.Unhealthy);
        Status(Inputs with { WalBytesLimit = 100 }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { LastCheckpoint = new CheckpointResult(false, 10, 5, false) }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { LastCheckpoint = new CheckpointResult(false, 10, 5, true) }).ShouldBe(HealthStatus.Healthy);
        Status(Inputs with { QueuedRows = 95, QueueRowsLimit = 100 }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { QueuedBytes = 95, QueueBytesLimit = 100 }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { OldestReadAge = TimeSpan.FromMinutes(4), MaxReadAge = TimeSpan.FromMinutes(5) }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { OldestReadAge = TimeSpan.FromMinutes(1), MaxReadAge = TimeSpan.FromMinutes(5) }).ShouldBe(HealthStatus.Healthy);
        Status(Inputs with { OldestReadAge = TimeSpan.FromDays(1) }).ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData(5_000_000, 100_000_000, 1, HealthStatus.Healthy)]
    [InlineData(4_999_999, 100_000_000, 1, HealthStatus.Degraded)]
    [InlineData(50_000_000, 100_000_000, 50_000_001, HealthStatus.Degraded)]
    [InlineData(10L << 30, 10L << 40, 1, HealthStatus.Healthy)]
    [InlineData((10L << 30) - 1, 10L << 40, 1, HealthStatus.Degraded)]
    [InlineData(0, 100_000_000, 0, HealthStatus.Healthy)]
    public void A_disk_that_is_nearly_full_is_noticed(long free, long total, long needed, HealthStatus status)
    {
        var report = Check(Inputs with { Disk = new DiskRoom(free, total), NeededDiskBytes = needed });
        (report.Status, report.FreeDiskBytes).ShouldBe((status, free));
        report.Notes.Any(note => note.Contains("Make room")).ShouldBe(status != HealthStatus.Healthy);
    }

    [Fact]
    public void Readers_at_their_limit_and_a_writer_that_ended_are_noticed()
    {
        Status(Inputs with { ActiveReaders = 57, MaxReaders = 64 }).ShouldBe(HealthStatus.Healthy);
        Status(Inputs with { ActiveReaders = 58, MaxReaders = 64 }).ShouldBe(HealthStatus.Degraded);
        Status(Inputs with { IsWriterRunning = true }).ShouldBe(HealthStatus.Healthy);
        Status(Inputs with { IsWriterRunning = false }).ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task An_open_database_tells_its_disk_readers_and_writer()
    {
        await using var database = await Reading.ReadingDatabase.OpenAsync(folder.File("open.db"));
        var report = await database.CheckHealthAsync();
        report.FreeDiskBytes.ShouldNotBeNull().ShouldBeGreaterThan(0);
        (report.MaxReaders, report.IsWriterRunning, report.LastBackupAt, report.LastIntegrityCheckAt, report.WasSoundAtLastCheck).ShouldBe((64, true, null, null, null));
        await using var reading = await Reading.ReadingDatabase.OpenAsync(new DatabaseOptions { Path = folder.File("open.db"), Access = DatabaseAccess.ReadOnly });
        (await reading.CheckHealthAsync()).IsWriterRunning.ShouldBeNull();
    }

    private HealthStatus Status(HealthInputs inputs) => Check(inputs).Status;

    private HealthReport Check(HealthInputs inputs)
    {
        using var reader = Sessions.Reader(Path);
        return HealthCheck.Run(reader, inputs);
    }
}
