using System.Text;

namespace LineageAot.Cli.Folders;

/// <summary>
/// The store's own files: never opened by the tool. Closing any handle on them would drop SQLite's POSIX locks
/// (https://sqlite.org/howtocorrupt.html, section 2.2). They are known by identity, so that another name for them doesn't help, and by path where the system
/// tells no identity or the file is made later.
/// </summary>
internal sealed class ProtectedFiles
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm", "-journal", ".lock", ".head"];
    private readonly byte[][] paths;
    private readonly Lazy<HashSet<FileIdentity>> identities;

    /// <param name="access">Who looks.</param>
    /// <param name="databases">The store's file, and its events' file where that is another; null where there is none. Their companions must exist by the time of the first question.</param>
    public ProtectedFiles(FolderAccess access, params string?[] databases)
    {
        paths = [.. from database in databases.OfType<string>().Select(Path.GetFullPath).Distinct()
                    from suffix in Suffixes
                    from path in (string[])[database + suffix, Search.SearchIndexFile.PathFor(database) + suffix]
                    select Encoding.UTF8.GetBytes(path)];
        identities = new(() => paths.Select(path => IdentityOf(access, path)).Where(identity => identity != default).ToHashSet());
    }

    /// <summary>Whether a file is one of the store's.</summary>
    public bool Holds(FileIdentity identity, byte[] path)
        => identities.Value.Contains(identity) || Array.Exists(paths, known => path.AsSpan().SequenceEqual(known));

    private static FileIdentity IdentityOf(FolderAccess access, byte[] path)
    {
        try
        {
            return access.Describe(path).Identity;
        }
        catch (FileSystemException)
        {
            return default;
        }
    }
}
