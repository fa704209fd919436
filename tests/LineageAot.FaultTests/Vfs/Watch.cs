namespace LineageAot.FaultTests.Vfs;

/// <summary>Which of a database's files.</summary>
internal enum FileKind
{
    Database,
    Wal,
    Journal,
}

/// <summary>What SQLite asks of the system.</summary>
internal enum CallKind
{
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Size,
    Lock,
    Map,
    Delete,
}

/// <summary>What goes wrong with a call.</summary>
internal enum Fault
{
    /// <summary>EIO; a sync that fails loses what it was to bring to the disk.</summary>
    Error,

    /// <summary>ENOSPC before the first byte.</summary>
    NoRoom,

    /// <summary>ENOSPC in the middle of a write.</summary>
    ShortWrite,
}

/// <summary>The calls that meet a fault.</summary>
/// <param name="Call">Their kind.</param>
/// <param name="File">On which file.</param>
/// <param name="At">The first, from 1.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Times">How many such calls, the first and those that follow on whichever file.</param>
internal sealed record FaultPlan(CallKind Call, FileKind File, int At, Fault Fault, int Times)
{
    public const int Lasting = int.MaxValue;

    public override string ToString() => $"{Fault} at {Call} {At} of {File}, {(Times == Lasting ? "lasting" : $"{Times} times")}";
}

/// <summary>A database under observation: what is done to its files is recorded, and made to fail where it's planned. All members but the path are used under <see cref="Gate"/>.</summary>
internal sealed class Watch(string path)
{
    private readonly Dictionary<(CallKind, FileKind), int> calls = [];
    private int? struckAt;
    private int strikes;

    public string Path => path;

    /// <summary>Orders the calls of all threads.</summary>
    public Lock Gate { get; } = new();

    public DiskRecord Record { get; } = new();

    /// <summary>The calls so far, by kind and file.</summary>
    public IReadOnlyDictionary<(CallKind Call, FileKind File), int> Calls => calls;

    /// <summary>How much was recorded before the first call met its fault; null: none has.</summary>
    public int? StruckAt => struckAt;

    private FaultPlan? Plan { get; set; }

    /// <summary>Counts from here on, with a plan or with none.</summary>
    public void Start(FaultPlan? plan)
    {
        lock (Gate)
        {
            calls.Clear();
            (Plan, struckAt, strikes) = (plan, null, 0);
        }
    }

    /// <summary>All calls go through again.</summary>
    public void Heal()
    {
        lock (Gate)
        {
            Plan = null;
        }
    }

    /// <summary>Puts something that was told to somebody into the record, behind what was done to the files so far.</summary>
    public void Tell(Told told)
    {
        lock (Gate)
        {
            Record.Tell(told);
        }
    }

    /// <summary>Counts a call; the fault that it is to meet, or null.</summary>
    public Fault? Next(CallKind call, FileKind file)
    {
        var count = calls[(call, file)] = calls.GetValueOrDefault((call, file)) + 1;
        if (Plan is not { } plan || plan.Call != call)
        {
            return null;
        }

        if (strikes == plan.Times || (strikes == 0 && !(plan.File == file && count == plan.At)))
        {
            return null;
        }

        strikes++;
        struckAt ??= Record.Operations.Count;
        return plan.Fault;
    }
}
