namespace LineageAot.Operations;

/// <summary>Makes files and their names survive a power cut. Only for files that no SQLite connection of this process has open.</summary>
internal static class DurableFile
{
    /// <summary>Options for a new file that only its owner may read and write (0600; on Windows the folder's rights apply).</summary>
    public static FileStreamOptions PrivateNewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Waits until the file's content is on the disk.</summary>
    public static void SyncContent(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Waits until the file's name is on the disk. Windows has no such call: its file systems log names by themselves.</summary>
    public static void SyncName(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            PosixFile.SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Renames a file, and fails where the name is taken.</summary>
    /// <exception cref="IOException">The name is taken, or the system refused.</exception>
    public static void Rename(string path, string newPath)
    {
        // .NET looks first and renames then, and another program may be between. File systems without second names leave no other way.
        if (!OperatingSystem.IsWindows() && PosixFile.TryLink(path, newPath))
        {
            File.Delete(path);
            return;
        }

        File.Move(path, newPath, overwrite: false);
    }
}
