using LineageAot.Cli.Folders;

namespace LineageAot.Cli.Ingestion;

/// <summary>
/// Counts what an ingest will meet, beside it, for the estimate. It begins late, so that a short ingest doesn't pay for it, and lists without looking
/// at files.
/// </summary>
internal static class FileCount
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(IReadOnlyList<IngestRoot> roots, PathFilter filter, IngestProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Delay, time, cancellationToken);
            var count = 0L;
            foreach (var root in roots)
            {
                count += root.OnlyFile is null ? Count(FolderAccess.Current, root.FolderBytes, filter, cancellationToken) : 1;
            }

            progress.SetTotal(count);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static long Count(FolderAccess access, byte[] root, PathFilter filter, CancellationToken cancellationToken)
    {
        var count = 0L;
        var folders = new Stack<(byte[] Path, string Prefix)>();
        folders.Push((root, string.Empty));
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in Entries(access, folder.Path))
            {
                var relative = folder.Prefix + entry.Name;
                if (entry.Kind != EntryKind.Folder)
                {
                    count += filter.TakesAll || filter.Takes(relative) ? 1 : 0;
                }
                else if (!filter.LeavesOut(relative))
                {
                    folders.Push((FolderAccess.Join(folder.Path, entry), relative + "/"));
                }
            }
        }

        return count;
    }

    private static List<FolderEntry> Entries(FolderAccess access, byte[] folder)
    {
        try
        {
            return access.List(folder);
        }
        catch (FileSystemException)
        {
            return [];
        }
    }
}
