using System.Text;
using LineageAot.Cli.Folders;

namespace LineageAot.Cli.Ingestion;

/// <summary>A path of the command line: a folder, or one file of a folder.</summary>
/// <param name="Folder">The folder's whole path.</param>
/// <param name="OnlyFile">The one file's name, or null for the whole folder.</param>
internal sealed record IngestRoot(string Folder, string? OnlyFile)
{
    /// <summary>The folder in the system's bytes.</summary>
    public byte[] FolderBytes => Encoding.UTF8.GetBytes(Folder);

    /// <summary>The root of a path, or null if nothing is there. The path itself may be a link; those below it aren't followed.</summary>
    public static IngestRoot? Of(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
        {
            return new IngestRoot(Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full, null);
        }

        return File.Exists(full) && Path.GetDirectoryName(full) is { } folder ? new IngestRoot(folder, Path.GetFileName(full)) : null;
    }

    /// <summary>What is found there, in the order of paths.</summary>
    public IEnumerable<FoundItem> Walk(FolderWalk walk, CancellationToken cancellationToken)
    {
        if (OnlyFile is null)
        {
            return walk.Walk(FolderBytes, cancellationToken);
        }

        var entry = new FolderEntry(PathText.FromBytes(Encoding.UTF8.GetBytes(OnlyFile)), Encoding.UTF8.GetBytes(OnlyFile), EntryKind.Unknown);
        return walk.Describe(entry, FolderAccess.Join(FolderBytes, entry), entry.Name) is { } item ? [item] : [];
    }
}
