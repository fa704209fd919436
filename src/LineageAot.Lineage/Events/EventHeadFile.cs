using Microsoft.Win32.SafeHandles;

namespace LineageAot.Lineage;

/// <summary>A head file that is kept open for writing. Not one of SQLite's files: opening and closing it drops none of its locks. For one thread at a time.</summary>
internal sealed class EventHeadFile : IDisposable
{
    private readonly FileStream stream;
    private readonly SafeFileHandle handle;
    private readonly byte[] buffer = new byte[EventHeadSlot.Size];
    private int place;

    private EventHeadFile(FileStream stream, in EventHeadContent content)
    {
        this.stream = stream;
        handle = stream.SafeFileHandle;
        (Newest, place) = (content.Newest, content.Place);
    }

    /// <summary>What was written last.</summary>
    public EventHeadSlot? Newest { get; private set; }

    /// <summary>What the head file's name has besides the database's. A restore puts aside what is called so (<c>ReplacedDatabase</c>).</summary>
    public const string Suffix = ".head";

    /// <summary>The head file of a database.</summary>
    public static string PathOf(string database) => database + Suffix;

    /// <summary>Opens it; makes a missing one, readable and writable by its owner only.</summary>
    /// <param name="path">The head file.</param>
    /// <param name="content">What was read from it.</param>
    /// <exception cref="IOException">The system refused.</exception>
    public static EventHeadFile Open(string path, in EventHeadContent content)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new EventHeadFile(new FileStream(path, options), content);
    }

    /// <summary>Writes over the older of the two slots, unless the newer says the same. Not synced: the system has it, whatever becomes of the process.</summary>
    /// <exception cref="IOException">The system refused; the newer slot is as it was.</exception>
    public void Write(in EventHeadSlot slot)
    {
        if (Newest is { } newest && slot.SaysTheSameAs(newest))
        {
            return;
        }

        var next = Newest is null ? 0 : 1 - place;
        var numbered = slot with { Sequence = (Newest?.Sequence ?? 0) + 1 };
        WriteAt(next, numbered);
        (Newest, place) = (numbered, next);
    }

    /// <summary>Keeps a head that the database doesn't have until it has it again, or the file is deleted.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public void WriteMissed(in EventHeadSlot? slot)
    {
        if (slot is { } missed)
        {
            WriteAt(EventHeadContent.PlaceOfMissed, missed);
        }
        else
        {
            Array.Clear(buffer);
            RandomAccess.Write(handle, buffer, EventHeadContent.PlaceOfMissed * EventHeadSlot.Size);
        }
    }

    public void Dispose() => stream.Dispose();

    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;

    private void WriteAt(int at, in EventHeadSlot slot)
    {
        slot.WriteTo(buffer);
        RandomAccess.Write(handle, buffer, at * EventHeadSlot.Size);
    }
}
