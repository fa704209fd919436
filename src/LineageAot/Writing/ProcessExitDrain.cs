using System.Runtime.InteropServices;

namespace LineageAot.Writing;

/// <summary>
/// When the process is told to end (SIGTERM) or ends (ProcessExit), what the open queues had accepted is committed first. Needed because the
/// writers are background threads, and since .NET 10 no handler of the runtime's own stands behind SIGTERM.
/// </summary>
internal static class ProcessExitDrain
{
    /// <summary>The system kills a process soon after SIGTERM (systemd: 90 s, containers: 10 s): this leaves room.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private static readonly Lock Gate = new();
    private static readonly HashSet<Writer> Open = [];
    private static PosixSignalRegistration? termination;

    public static void Add(Writer writer)
    {
        lock (Gate)
        {
            if (Open.Count == 0)
            {
                AppDomain.CurrentDomain.ProcessExit += CloseAll;

                // Cancel stays as it is: a host may end the program in its own way and still write meanwhile, so nothing is closed here.
                termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static _ => FlushAll());
            }

            Open.Add(writer);
        }
    }

    public static void Remove(Writer writer)
    {
        PosixSignalRegistration? unused = null;
        lock (Gate)
        {
            if (Open.Remove(writer) && Open.Count == 0)
            {
                AppDomain.CurrentDomain.ProcessExit -= CloseAll;
                unused = termination;
                termination = null;
            }
        }

        unused?.Dispose();
    }

    private static void FlushAll()
    {
        foreach (var writer in Writers())
        {
            writer.WaitUntilServed(Limit);
        }
    }

    private static void CloseAll(object? sender, EventArgs arguments)
    {
        var writers = Writers();
        foreach (var writer in writers)
        {
            _ = writer.CloseAsync(Limit);
        }

        foreach (var writer in writers)
        {
            writer.WaitUntilEnded(Limit);
        }
    }

    private static Writer[] Writers()
    {
        lock (Gate)
        {
            return [.. Open];
        }
    }
}
