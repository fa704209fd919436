namespace LineageAot.Operations;

/// <summary>Makes files and their names survive a power cut. Only for files that no SQLite connection of this process has open.</summary>
internal static class DurableFile
{
    /// <summary>Looks at each step, on the thread that takes it: where a test records what a power cut could leave, or has a step fail. Null in every program.</summary>
    public static Action<FileStepSeen>? Seen { get; set; }

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

    /// <summary>Makes an empty file of that kind.</summary>
    /// <exception cref="IOException">The name is taken, or the system refused.</exception>
    public static void Make(string path) => Take(FileStep.Make, path, null, static (made, _) => new FileStream(made, PrivateNewFile()).Dispose());

    /// <summary>Waits until the file's content is on the disk.</summary>
    public static void SyncContent(string path) => Take(FileStep.SyncContent, path, null, static (synced, _) =>
    {
        using var file = new FileStream(synced, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        file.Flush(flushToDisk: true);
    });

    /// <summary>Waits until the file's name is on the disk. Windows has no such call: its file systems log names by themselves.</summary>
    public static void SyncName(string path) => Take(FileStep.SyncName, path, null, static (named, _) =>
    {
        if (!OperatingSystem.IsWindows())
        {
            PosixFile.SyncFolder(Path.GetDirectoryName(named)!);
        }
    });

    /// <summary>Renames a file, and fails where the name is taken. Where the old name can't be taken away, the file has both.</summary>
    /// <exception cref="IOException">The name is taken, or the system refused.</exception>
    public static void Rename(string path, string newPath)
    {
        // .NET looks first and renames then, and another program may be between. File systems without second names leave no other way.
        if (TryAddName(path, newPath))
        {
            TryDelete(path);
            return;
        }

        File.Move(path, newPath, overwrite: false);
    }

    /// <summary>Gives a file a second name; false where it can't, or the name is taken.</summary>
    public static bool TryAddName(string path, string newPath)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        Seen?.Invoke(new FileStepSeen(FileStep.AddName, path, newPath, IsDone: false));
        if (!PosixFile.TryLink(path, newPath))
        {
            return false;
        }

        Seen?.Invoke(new FileStepSeen(FileStep.AddName, path, newPath, IsDone: true));
        return true;
    }

    /// <summary>Renames a file, in the place of the one that has the name.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Replace(string path, string newPath) => Take(FileStep.Replace, path, newPath, static (from, to) => File.Move(from, to!, overwrite: true));

    /// <summary>Deletes a file; one that isn't there is no error.</summary>
    public static void Delete(string path) => Take(FileStep.Delete, path, null, static (deleted, _) => File.Delete(deleted));

    private static void TryDelete(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            // The file has its new name, and that was asked for.
        }
    }

    private static void Take(FileStep step, string path, string? newPath, Action<string, string?> take)
    {
        Seen?.Invoke(new FileStepSeen(step, path, newPath, IsDone: false));
        take(path, newPath);
        Seen?.Invoke(new FileStepSeen(step, path, newPath, IsDone: true));
    }
}
