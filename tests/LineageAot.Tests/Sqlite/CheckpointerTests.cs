using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Sqlite;

public sealed class CheckpointerTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Passive_copies_all_when_nobody_reads()
    {
        using var writer = NewWriter();
        var result = new Checkpointer().Passive(writer);
        result.IsComplete.ShouldBeTrue();
        result.HasAdvanced.ShouldBeTrue();
        result.LogFrames.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_pinned_reader_stops_it_without_busy_and_that_shows()
    {
        using var writer = NewWriter();
        var checkpointer = new Checkpointer();
        checkpointer.Passive(writer);
        using var reader = Sessions.Reader(Path);
        reader.Execute("begin");
        reader.QueryText("select count(*) from t");

        writer.Execute("insert into t values (1)");
        var first = checkpointer.Passive(writer);
        writer.Execute("insert into t values (2)");
        var second = checkpointer.Passive(writer);
        second.WasBusy.ShouldBeFalse();
        second.IsComplete.ShouldBeFalse();
        second.HasAdvanced.ShouldBeFalse();
        second.LogFrames.ShouldBeGreaterThan(first.LogFrames);

        reader.Execute("rollback");
        checkpointer.Passive(writer).IsComplete.ShouldBeTrue();
        checkpointer.Last!.Value.HasAdvanced.ShouldBeTrue();
    }

    [Fact]
    public void Truncate_empties_the_log_and_gives_up_at_once_behind_a_reader()
    {
        using var writer = NewWriter();
        var checkpointer = new Checkpointer();
        using (var reader = Sessions.Reader(Path))
        {
            reader.Execute("begin");
            reader.QueryText("select count(*) from t");
            writer.Execute("insert into t values (1)");
            checkpointer.Truncate(writer).WasBusy.ShouldBeTrue();
        }

        var result = checkpointer.Truncate(writer);
        result.IsComplete.ShouldBeTrue();
        new FileInfo(Path + "-wal").Length.ShouldBe(0);
    }

    [Fact]
    public void A_log_that_started_again_is_not_a_step_back()
    {
        using var writer = NewWriter();
        var checkpointer = new Checkpointer();
        for (var i = 0; i < 50; i++)
        {
            writer.Execute("insert into t values (randomblob(9000))");
        }

        var long_ = checkpointer.Passive(writer);
        writer.Execute("insert into t values (1)");
        var short_ = checkpointer.Passive(writer);
        short_.CheckpointedFrames.ShouldBeLessThan(long_.CheckpointedFrames);
        short_.HasAdvanced.ShouldBeTrue();
    }

    private SqliteSession NewWriter()
    {
        var writer = Sessions.Writer(Path);
        writer.Execute("create table t (a)");
        return writer;
    }
}
