namespace LineageAot.Cli.Folders;

/// <summary>
/// Walks a tree in the order of its paths' UTF-8 bytes, which is the order in which the store keeps URIs, so that both can be read side by side
/// in constant memory. Links are met, never followed: circles can't be entered. It keeps one directory's names a level, nothing else.
/// </summary>
internal sealed class FolderWalk(FolderAccess access, PathFilter filter, ProtectedFiles protectedFiles)
{
    /// <summary>The files of a folder, and whatever else is there that isn't a folder.</summary>
    public IEnumerable<FoundItem> Walk(byte[] root, CancellationToken cancellationToken)
    {
        var levels = new Stack<Level>();
        levels.Push(new Level(root, string.Empty, Listed(root)));
        while (levels.TryPeek(out var level))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                yield break;
            }

            if (!level.TryTake(out var entry))
            {
                levels.Pop();
                continue;
            }

            var path = FolderAccess.Join(level.Path, entry);
            var relative = level.Prefix + entry.Name;
            if (entry.Kind == EntryKind.Folder)
            {
                if (filter.LeavesOut(relative))
                {
                    continue;
                }

                var (entries, problem) = TryList(path);
                if (problem is null)
                {
                    levels.Push(new Level(path, relative + "/", entries));
                }
                else if (problem.Problem != FileProblem.Missing)
                {
                    yield return new FoundItem(relative, path, new FileFacts(EntryKind.Folder, 0, default, default), problem);
                }
            }
            else if (filter.TakesAll || filter.Takes(relative))
            {
                var item = Describe(entry, path, relative);
                if (item is not null)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>One file; null if it isn't there or is the store's own.</summary>
    public FoundItem? Describe(in FolderEntry entry, byte[] path, string relative)
    {
        if (entry.Kind is EntryKind.Link or EntryKind.Pipe or EntryKind.Socket or EntryKind.Device)
        {
            return new FoundItem(relative, path, new FileFacts(entry.Kind, 0, default, default));
        }

        try
        {
            var facts = access.Describe(path);
            return protectedFiles.Holds(facts.Identity, path) ? null : new FoundItem(relative, path, facts);
        }
        catch (FileSystemException problem)
        {
            return problem.Problem == FileProblem.Missing ? null : new FoundItem(relative, path, new FileFacts(EntryKind.Unknown, 0, default, default), problem);
        }
    }

    private (List<FolderEntry> Entries, FileSystemException? Problem) TryList(byte[] folder)
    {
        try
        {
            return (Listed(folder), null);
        }
        catch (FileSystemException problem)
        {
            return ([], problem);
        }
    }

    private List<FolderEntry> Listed(byte[] folder)
    {
        var entries = access.List(folder);
        for (var i = 0; i < entries.Count; i++)
        {
            // Some file systems don't tell the kind while listing, and the order depends on it.
            if (entries[i].Kind == EntryKind.Unknown)
            {
                entries[i] = entries[i] with { Kind = KindOf(FolderAccess.Join(folder, entries[i])) };
            }
        }

        entries.Sort(static (left, right) => UriOrder.CompareEntries(left, right));
        return entries;
    }

    private EntryKind KindOf(byte[] path)
    {
        try
        {
            return access.Describe(path).Kind;
        }
        catch (FileSystemException)
        {
            return EntryKind.Unknown;
        }
    }

    private sealed class Level(byte[] path, string prefix, List<FolderEntry> entries)
    {
        private int next;

        public byte[] Path => path;

        public string Prefix => prefix;

        public bool TryTake(out FolderEntry entry)
        {
            entry = next < entries.Count ? entries[next] : default;
            return next++ < entries.Count;
        }
    }
}
