using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.Sqlite;

/// <summary>Says whether a running statement should end. Asked on the statement's own thread; must be quick and must not throw.</summary>
internal interface IStopSignal
{
    bool ShouldStop { get; }
}

/// <summary>Has a signal asked while statements run, through SQLite's progress handler (https://sqlite.org/c3ref/progress_handler.html).</summary>
internal sealed unsafe class StopHandler : IDisposable
{
    /// <summary>Some tens of microseconds of work.</summary>
    private const int MachineSteps = 4000;

    private readonly nint database;
    private GCHandle self;
    private IStopSignal? signal;

    public StopHandler(nint database)
    {
        this.database = database;
        self = GCHandle.Alloc(this, GCHandleType.Weak);
    }

    public void Watch(IStopSignal? wanted)
    {
        if (ReferenceEquals(signal, wanted))
        {
            return;
        }

        var wasWatching = signal is not null;
        signal = wanted;
        if (wanted is null)
        {
            SqliteNative.progress_handler(database, 0, null, 0);
        }
        else if (!wasWatching)
        {
            SqliteNative.progress_handler(database, MachineSteps, &Ask, GCHandle.ToIntPtr(self));
        }
    }

    public void Dispose()
    {
        if (self.IsAllocated)
        {
            self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Ask(nint context) => GCHandle.FromIntPtr(context).Target is StopHandler { signal.ShouldStop: true } ? 1 : 0;
}
