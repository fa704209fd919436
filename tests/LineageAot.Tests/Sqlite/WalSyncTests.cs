using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Sqlite;

/// <summary>That the disk is asked is seen with strace (docs/durability.md says how); here, that the call reaches the right place and does no harm.</summary>
public sealed class WalSyncTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_syncs_after_a_commit_and_the_log_goes_on()
    {
        using var writer = Sessions.Writer(folder.File("a.db"));
        writer.Execute("create table t (a)");
        for (var i = 0; i < 100; i++)
        {
            writer.Execute("insert into t values (1)");
            WalSync.Sync(writer);
        }

        using var reader = Sessions.Reader(folder.File("a.db"));
        reader.QueryText("select count(*) from t").ShouldBe("100");
    }

    [Fact]
    public void Without_a_log_there_is_nothing_to_sync()
    {
        using (var writer = Sessions.Writer(folder.File("a.db")))
        {
            WalSync.Sync(writer);
            writer.Execute("create table t (a)");
            writer.Execute($"vacuum into '{folder.File("plain.db")}'");
        }

        using var plain = SqliteSession.Open(new SessionOptions { Path = folder.File("plain.db") });
        WalSync.Sync(plain);
    }
}
