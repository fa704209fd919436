using System.Text;

namespace LineageAot.Operations;

/// <summary>Decides which file a path names, and refuses what isn't one before anything is touched.</summary>
internal static class DatabasePath
{
    // What SQLite's Unix layer takes (MAX_PATHNAME in os_unix.c), less the suffixes of its own files.
    private const int LongestUnixPath = 512 - 10;

    private static readonly string[] SuffixesOfOtherFiles = ["-wal", "-shm", "-journal", ".lock"];

    /// <summary>The full path of the file.</summary>
    /// <exception cref="ConfigurationException">It is empty, a URI, in memory, a folder, in a folder that doesn't exist, or reached by a link.</exception>
    public static string Resolve(string? path, bool allowSymbolicLink)
    {
        RequirePlainName(path);
        string full;
        try
        {
            full = Path.GetFullPath(path!);
            full = FollowLink(full, allowSymbolicLink);
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Create(path!, e);
        }

        if (Directory.Exists(full))
        {
            throw Wrong(full, "is a folder. Name a file in it.");
        }

        if (Path.GetDirectoryName(full) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw Wrong(full, File.Exists(folder) ? $"can't be there: '{folder}' is a file. Check Path." : $"can't be made: the folder '{folder}' doesn't exist. Create it first; it isn't made unasked, so that a mistyped path shows.");
        }

        if (!OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(full) > LongestUnixPath)
        {
            throw Wrong(full, $"is longer than the {LongestUnixPath} bytes that SQLite takes. Choose a shorter path.");
        }

        return full;
    }

    private static void RequirePlainName(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ConfigurationException("DatabaseOptions.Path is empty. Name the database's file.") { Operation = "open" };
        }

        if (path.Contains('\0'))
        {
            throw new ConfigurationException("DatabaseOptions.Path holds U+0000, at which the system would stop reading. Name the file without it.") { Operation = "open" };
        }

        if (!IsValidUnicode(path))
        {
            throw new ConfigurationException("DatabaseOptions.Path holds half of a surrogate pair, which no file name can hold. Correct the text.") { Operation = "open" };
        }

        if (path.Equals(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(path, "is refused: a database in memory has no readers beside its writer. For tests use OpenTemporaryAsync, whose file is gone after disposal.");
        }

        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(path, "is a URI. Give a plain path; what a URI's parameters would say is in DatabaseOptions (a file whose name begins so: './file:…').");
        }

        if (Path.EndsInDirectorySeparator(path))
        {
            throw Wrong(path, "names a folder. Name a file in it.");
        }

        if (Array.Find(SuffixesOfOtherFiles, suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } suffix)
        {
            throw Wrong(path, $"ends in '{suffix}', as the files beside a database do. Name the database itself, or choose another name.");
        }
    }

    private static string FollowLink(string full, bool allowSymbolicLink)
    {
        // The last component only: some systems have linked folders above (/tmp and /var on macOS).
        var file = new FileInfo(full);
        if (file.LinkTarget is not { } target)
        {
            return full;
        }

        if (!allowSymbolicLink)
        {
            throw Wrong(full, $"is a symbolic link to '{target}'. Name the file itself, or set AllowSymbolicLink.");
        }

        // The real file's own name decides about the lock and SQLite's other files, by whichever link it was reached.
        return file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static bool IsValidUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static ConfigurationException Wrong(string path, string what) => new($"'{path}' {what}") { Operation = "open" };
}
