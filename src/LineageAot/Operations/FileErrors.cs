namespace LineageAot.Operations;

/// <summary>The one place that turns what System.IO throws, while a database's files are made or locked, into the library's exceptions.</summary>
internal static class FileErrors
{
    private const int NoSpaceLeft = 28, ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070), WindowsWriteProtected = unchecked((int)0x80070013);

    public static bool IsFileError(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    public static LineageException Create(string path, Exception exception) => exception switch
    {
        UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem or WindowsWriteProtected }
            => new DatabaseReadOnlyException($"'{path}' can't be made or written: {exception.Message} Give the program write permission on the folder, or open an existing file with Access = ReadOnly.", exception) { Operation = "open" },
        IOException { HResult: NoSpaceLeft or WindowsDiskFull }
            => new DatabaseFullException($"There is no room left to make '{path}'. Make room and open it again.", exception) { Operation = "open" },
        PathTooLongException or NotSupportedException
            => new ConfigurationException($"'{path}' isn't a path that this system takes: {exception.Message} Choose another Path.", exception) { Operation = "open" },
        _ => new DatabaseIOException($"The system failed to make or lock '{path}': {exception.Message} Check the disk and the path.", exception) { Operation = "open" },
    };
}
