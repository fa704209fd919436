using LineageAot.Lineage;

namespace LineageAot.SoakWorker;

/// <summary>What is kept, and for how long: the worker's retention goes by it, and so does the reckoning of what may be gone.</summary>
internal static class SoakRules
{
    public const string Workspace = "soak";

    public const string OrderStream = "order";

    public const string SessionStream = "session";

    public const string NoteStream = "note";

    /// <summary>The outbox entries' kind.</summary>
    public const string Mail = "mail";

    /// <summary>The subscription's name, and its holder's: a worker takes the place of its killed predecessor at once.</summary>
    public const string Counter = "counter";

    /// <summary>The least that maintenance takes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan KeepArchived = TimeSpan.FromSeconds(90);

    public static readonly TimeSpan KeepSent = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan KeepLog = TimeSpan.FromMinutes(2);

    public static readonly RetentionPolicy Retention = new()
    {
        KeepVersions = 3,
        SupersededChunkSets = TimeSpan.FromSeconds(90),
        DeletedSources = TimeSpan.FromSeconds(60),
        FinishedRuns = TimeSpan.FromSeconds(120),
    };

    /// <summary>How long the host may take to stop.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(15);
}
