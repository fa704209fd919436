using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>What a request sees of the writer while it runs.</summary>
internal sealed class WriterContext(SqliteSession session, WriterSettings settings)
{
    /// <summary>The writer's connection, inside a transaction.</summary>
    public SqliteSession Session { get; } = session;

    /// <summary>Notes rows that were written directly, for those who listen.</summary>
    public ChangeFeed Changes { get; } = settings.Changes;

    /// <summary>Told when a unit starts and ends.</summary>
    public UnitWatch Units { get; } = settings.Units;

    /// <summary>The time for stamps: UTC, whole microseconds.</summary>
    public DateTimeOffset Now => Times.Cut(settings.Clock.GetUtcNow());
}
