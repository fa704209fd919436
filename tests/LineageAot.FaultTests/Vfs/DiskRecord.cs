namespace LineageAot.FaultTests.Vfs;

/// <summary>What was done to the files, or told to somebody.</summary>
internal enum OperationKind
{
    Link,
    Unlink,
    SyncNames,
    Write,
    Truncate,
    Sync,
    FailedSync,
    Told,
}

/// <summary>One entry of a record.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="File">The number of the file: a name that is deleted and made again gets a new one.</param>
internal sealed record DiskOperation(OperationKind Kind, int File)
{
    /// <summary>Where a write starts, or the size that a truncate leaves.</summary>
    public long Offset { get; init; }

    public byte[] Bytes { get; init; } = [];

    /// <summary>The name that was linked or unlinked.</summary>
    public string Name { get; init; } = "";

    /// <summary>It brought the folder's names to the disk too.</summary>
    public bool IsNameDurable { get; init; }

    public Told? Told { get; init; }
}

/// <summary>The order of everything. A fault of a medium that lies can be turned on: then the record says what the medium took, and not what it was given.</summary>
internal sealed class DiskRecord
{
    private readonly List<DiskOperation> operations = [];
    private readonly Dictionary<string, int> names = [];
    private int files, writes;

    public IReadOnlyList<DiskOperation> Operations => operations;

    /// <summary>The medium says yes to a sync, and does nothing.</summary>
    public bool SwallowsSyncs { get; set; }

    /// <summary>It does so for the files of such names only.</summary>
    public Func<string, bool> SwallowsSyncsOf { get; set; } = static _ => false;

    /// <summary>The medium loses one write in so many; 0: none.</summary>
    public int LosesOneWriteIn { get; set; }

    /// <summary>What the library brings to the disk outside SQLite isn't: as if it weren't asked for.</summary>
    public bool SkipsFileSync { get; set; }

    /// <inheritdoc cref="SkipsFileSync"/>
    public bool SkipsFolderSync { get; set; }

    /// <summary>A file that was on the disk before.</summary>
    public void Existed(string name, byte[] content)
    {
        var file = Opened(name);
        Wrote(file, 0, content);
        Synced(file, syncsName: true);
    }

    public int Opened(string name)
    {
        if (!names.TryGetValue(name, out var file))
        {
            names[name] = file = files++;
            operations.Add(new DiskOperation(OperationKind.Link, file) { Name = name });
        }

        return file;
    }

    public void Deleted(string name, bool isDurable)
    {
        if (names.Remove(name, out var file))
        {
            operations.Add(new DiskOperation(OperationKind.Unlink, file) { Name = name, IsNameDurable = isDurable });
        }
    }

    /// <summary>A file got a second name; what had it is gone.</summary>
    public void Named(string name, string newName)
    {
        if (names.TryGetValue(name, out var file))
        {
            names[newName] = file;
            operations.Add(new DiskOperation(OperationKind.Link, file) { Name = newName });
        }
    }

    /// <summary>A file was synced outside SQLite.</summary>
    public void FileSynced(string name)
    {
        if (!SkipsFileSync && names.TryGetValue(name, out var file))
        {
            Synced(file, syncsName: false);
        }
    }

    public void FileSyncFailed(string name)
    {
        if (names.TryGetValue(name, out var file))
        {
            SyncFailed(file);
        }
    }

    /// <summary>The folder was synced.</summary>
    public void NamesSynced()
    {
        if (!SkipsFolderSync && !SwallowsSyncs)
        {
            operations.Add(new DiskOperation(OperationKind.SyncNames, -1) { IsNameDurable = true });
        }
    }

    public void Wrote(int file, long offset, ReadOnlySpan<byte> bytes)
    {
        if (LosesOneWriteIn == 0 || ++writes % LosesOneWriteIn != 0)
        {
            operations.Add(new DiskOperation(OperationKind.Write, file) { Offset = offset, Bytes = bytes.ToArray() });
        }
    }

    public void Truncated(int file, long size) => operations.Add(new DiskOperation(OperationKind.Truncate, file) { Offset = size });

    public void Synced(int file, bool syncsName)
    {
        if (!SwallowsSyncs && !(names.FirstOrDefault(name => name.Value == file).Key is { } name && SwallowsSyncsOf(name)))
        {
            operations.Add(new DiskOperation(OperationKind.Sync, file) { IsNameDurable = syncsName });
        }
    }

    public void SyncFailed(int file) => operations.Add(new DiskOperation(OperationKind.FailedSync, file));

    public void Tell(Told told) => operations.Add(new DiskOperation(OperationKind.Told, -1) { Told = told });
}
