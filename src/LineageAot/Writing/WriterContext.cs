using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>What a request sees of the writer while it runs.</summary>
internal sealed class WriterContext(SqliteSession session, TimeProvider clock, ChangeFeed changes)
{
    /// <summary>The writer's connection, inside a transaction.</summary>
    public SqliteSession Session { get; } = session;

    /// <summary>Notes rows that were written directly, for those who listen.</summary>
    public ChangeFeed Changes { get; } = changes;

    /// <summary>The time for stamps: UTC, whole microseconds.</summary>
    public DateTimeOffset Now => Times.Cut(clock.GetUtcNow());
}
