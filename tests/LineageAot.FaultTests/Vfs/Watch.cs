using System.Text.RegularExpressions;

namespace LineageAot.FaultTests.Vfs;

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
    Unlock,
    ShmLock,
    Control,

    /// <summary>From here on what the library does outside SQLite: an empty file is made.</summary>
    Make,
    SyncFile,
    SyncFolder,
    AddName,
    Replace,
    Remove,
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
/// <param name="File">The name of the file, as <see cref="Watch.NameOf"/> gives it.</param>
/// <param name="At">The first, from 1.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Times">How many such calls, the first and those that follow on whichever file.</param>
internal sealed record FaultPlan(CallKind Call, string File, int At, Fault Fault, int Times)
{
    public const int Lasting = int.MaxValue;

    /// <summary>Each of the calls, with everything that can go wrong with it.</summary>
    /// <param name="counts">How many calls there were.</param>
    /// <param name="chosen">Which kinds; null: all.</param>
    public static IReadOnlyList<FaultPlan> AllOf(IReadOnlyDictionary<(CallKind Call, string File), int> counts, Func<CallKind, bool>? chosen = null)
        => [.. from calls in counts.OrderBy(static calls => calls.Key.Call).ThenBy(static calls => calls.Key.File, StringComparer.Ordinal)
               where chosen?.Invoke(calls.Key.Call) ?? true
               from at in Enumerable.Range(1, calls.Value)
               from fault in calls.Key.Call switch { CallKind.Write => [Fault.Error, Fault.NoRoom, Fault.ShortWrite], CallKind.Map or CallKind.Make => [Fault.Error, Fault.NoRoom], _ => (Fault[])[Fault.Error] }
               from times in calls.Key.Call == CallKind.Sync ? [1, 2, 3, Lasting] : (int[])[1, Lasting]
               select new FaultPlan(calls.Key.Call, calls.Key.File, at, fault, times)];

    public override string ToString() => $"{Fault} at {Call} {At} of {File}, {(Times == Lasting ? "lasting" : $"{Times} times")}";
}

/// <summary>
/// A database's folder under observation: what is done to the files in it, the database's own and those of others beside it, is recorded in one order, and made to fail where it's planned. All members but the paths are used
/// under <see cref="Gate"/>.
/// </summary>
internal sealed partial class Watch(string path)
{
    private const int SideRecord = 128;

    private readonly Dictionary<(CallKind, string), int> calls = [];
    private readonly Dictionary<string, byte[]> sides = [];
    private int? struckAt;
    private int strikes;
    private bool isCounting = true;

    public string Path => path;

    public string Folder => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>The name of the database's log.</summary>
    public string WalName => NameOf(path) + "-wal";

    /// <summary>Orders the calls of all threads.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Files in the folder that the library writes by itself: looked at before each call, since SQLite knows nothing of them. None is ever synced.</summary>
    public IReadOnlyList<string> SideFiles { get; init; } = [];

    public DiskRecord Record { get; } = new();

    /// <summary>The calls so far, by kind and file.</summary>
    public IReadOnlyDictionary<(CallKind Call, string File), int> Calls => calls;

    /// <summary>How much was recorded before the first call met its fault; null: none has.</summary>
    public int? StruckAt => struckAt;

    private FaultPlan? Plan { get; set; }

    /// <summary>A file's name in the record and in plans: what is drawn by chance in it is left out.</summary>
    public static string NameOf(string path) => Drawn().Replace(System.IO.Path.GetFileName(path), "");

    /// <summary>Counts from here on, with a plan or with none.</summary>
    public void Start(FaultPlan? plan)
    {
        lock (Gate)
        {
            calls.Clear();
            isCounting = true;
            (Plan, struckAt, strikes) = (plan, null, 0);
        }
    }

    /// <summary>All calls go through again, and aren't counted any more.</summary>
    public void Heal()
    {
        lock (Gate)
        {
            Plan = null;
            isCounting = false;
        }
    }

    /// <summary>Puts something that was told to somebody into the record, behind what was done to the files so far.</summary>
    public void Tell(Told told)
    {
        lock (Gate)
        {
            NoteSideFiles();
            Record.Tell(told);
        }
    }

    /// <summary>Counts a call; the fault that it is to meet, or null.</summary>
    public Fault? Next(CallKind call, string file)
    {
        NoteSideFiles();
        if (!isCounting)
        {
            return null;
        }

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

    private void NoteSideFiles()
    {
        foreach (var side in SideFiles.Where(File.Exists))
        {
            var bytes = File.ReadAllBytes(side);
            var before = sides.GetValueOrDefault(side) ?? [];
            sides[side] = bytes;

            // What was written is what differs: a record of the file at a time.
            for (var start = 0; start < bytes.Length; start += SideRecord)
            {
                var record = bytes.AsSpan(start, Math.Min(SideRecord, bytes.Length - start));
                if (start >= before.Length || !record.SequenceEqual(before.AsSpan(start, Math.Min(SideRecord, before.Length - start))))
                {
                    Record.Wrote(Record.Opened(NameOf(side)), start, record);
                }
            }
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}(?=\.partial)")]
    private static partial Regex Drawn();
}
