using Microsoft.Win32.SafeHandles;

namespace LineageAot.Cli.Folders;

/// <summary>
/// What the walker and the reader ask the system for. Paths are bytes: on Linux the system's own, elsewhere UTF-8. Safe to use from many threads.
/// </summary>
internal abstract class FolderAccess
{
    /// <summary>The access for this system.</summary>
    public static FolderAccess Current { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess ? new LinuxFolderAccess() : new PortableFolderAccess();

    /// <summary>Reads a directory whole and closes it. The order is the system's.</summary>
    /// <exception cref="FileSystemException">It can't be read.</exception>
    public abstract List<FolderEntry> List(byte[] folder);

    /// <summary>The facts of a name, a link's own and not those of what it points at.</summary>
    /// <exception cref="FileSystemException">It isn't there, or can't be seen.</exception>
    public abstract FileFacts Describe(byte[] path);

    /// <summary>Opens a regular file for reading; never waits, never follows a link as the last name.</summary>
    /// <exception cref="FileSystemException">It can't be opened.</exception>
    public abstract SafeFileHandle Open(byte[] path);

    /// <summary>The facts of an open file.</summary>
    /// <exception cref="FileSystemException">The system refuses.</exception>
    public abstract FileFacts Describe(SafeFileHandle file, byte[] path);

    /// <summary>A path with one more name.</summary>
    public static byte[] Join(byte[] folder, in FolderEntry entry)
    {
        var name = entry.Bytes ?? System.Text.Encoding.UTF8.GetBytes(entry.Name);
        var separator = folder.Length > 0 && folder[^1] == (byte)'/' ? 0 : 1;
        var path = new byte[folder.Length + separator + name.Length];
        folder.CopyTo(path, 0);
        path[folder.Length + separator - 1] = (byte)'/';
        name.CopyTo(path, folder.Length + separator);
        return path;
    }
}
