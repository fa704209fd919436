using LineageAot.Operations;
using LineageAot.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LineageAot.Tests.Operations;

public sealed class LentConnectionTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a; 'b'.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_reads_and_cannot_write_or_checkpoint()
    {
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table t (a)");
        writer.Execute("insert into t values (7)");
        var before = new FileInfo(Path).Length;
        using (var connection = LentConnection.Open(Path, TimeSpan.FromSeconds(1)))
        {
            Scalar(connection, "select a from t").ShouldBe(7L);
            Should.Throw<SqliteException>(() => Scalar(connection, "insert into t values (8)"));
            Should.Throw<SqliteException>(() => Scalar(connection, "pragma wal_checkpoint"));
        }

        // Neither while it's open nor on its close did anything move from the log into the file.
        new FileInfo(Path).Length.ShouldBe(before);
        new FileInfo(Path + "-wal").Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void It_is_not_pooled_so_that_closing_lets_go_of_the_file()
    {
        Sessions.Run(Path, "create table t (a)");
        LentConnection.Open(Path, TimeSpan.Zero).Dispose();
        if (OperatingSystem.IsLinux())
        {
            Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget).ShouldNotContain(Path);
        }
    }

    [Fact]
    public void A_missing_file_is_not_made()
    {
        Should.Throw<ConfigurationException>(() => LentConnection.Open(Path, TimeSpan.Zero));
        File.Exists(Path).ShouldBeFalse();
    }

    [Fact]
    public void Who_borrows_none_loads_nothing_of_ADO_NET()
    {
        using var program = Program.Start("use", Path);
        program.FirstLine.ShouldBe("loaded: ");
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
