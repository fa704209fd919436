using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LineageAot.Operations;

/// <summary>The few calls of the C library that .NET has no form of, or a heavy one: syncing a folder, asking for a lock, reading a locked file, a second name, whether a process is there.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class PosixFile
{
    // The values of these are the same on Linux and on Apple systems.
    private const int ReadOnly = 0;
    private const int ExclusiveWithoutWaiting = 2 | 4;
    private const int InvalidArgument = 22;
    private const int NoSuchProcess = 3;
    private const int NoSignal = 0;

    /// <summary>Makes the folder's entries durable (fsync of the folder).</summary>
    /// <exception cref="IOException">The system refused. A file system that can't sync folders isn't an error.</exception>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw Error("open", folder);
        }

        try
        {
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Error("sync", folder);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Takes the file's exclusive lock, or finds it held already by this handle; otherwise the system's error number, else 0.</summary>
    public static int TryLock(SafeFileHandle file) => Lock(file, ExclusiveWithoutWaiting) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives a file a second name; false where it can't. Unlike a rename, it never takes the place of a file that has the name.</summary>
    public static bool TryLink(string path, string newPath) => Link(path, newPath) == 0;

    /// <summary>The start of a file, whoever has it locked; empty where it can't be read.</summary>
    public static string ReadStart(string path)
    {
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            return "";
        }

        var buffer = stackalloc byte[512];
        var count = Read(descriptor, buffer, 512);
        _ = Close(descriptor);
        return count <= 0 ? "" : Encoding.UTF8.GetString(buffer, (int)count);
    }

    /// <summary>No process has this number.</summary>
    public static bool IsGone(int process) => Kill(process, NoSignal) != 0 && Marshal.GetLastPInvokeError() == NoSuchProcess;

    private static IOException Error(string what, string path) => new($"The system failed to {what} '{path}': {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string newPath);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
