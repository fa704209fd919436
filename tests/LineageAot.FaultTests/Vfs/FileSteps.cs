using LineageAot.Operations;

namespace LineageAot.FaultTests.Vfs;

/// <summary>Records what the library does to files outside SQLite, and has it fail where that's planned.</summary>
internal static class FileSteps
{
    // ENOSPC and EIO, as .NET has them.
    private const int NoRoom = 28, Failed = 5;

    public static void See(Watch watch, in FileStepSeen seen)
    {
        var name = Watch.NameOf(seen.Path);
        lock (watch.Gate)
        {
            if (seen.IsDone)
            {
                Record(watch.Record, seen, name);
            }
            else if (watch.Next(KindOf(seen.Step), name) is { } fault)
            {
                if (seen.Step == FileStep.SyncContent)
                {
                    watch.Record.FileSyncFailed(name);
                }

                throw fault == Fault.NoRoom ? new IOException("No space left on device", NoRoom) : new IOException("Input/output error", Failed);
            }
        }
    }

    private static void Record(DiskRecord record, in FileStepSeen seen, string name)
    {
        switch (seen.Step)
        {
            case FileStep.Make:
                record.Opened(name);
                break;
            case FileStep.SyncContent:
                record.FileSynced(name);
                break;
            case FileStep.SyncName:
                record.NamesSynced();
                break;
            case FileStep.AddName:
                record.Named(name, Watch.NameOf(seen.NewPath!));
                break;
            case FileStep.Replace:
                record.Named(name, Watch.NameOf(seen.NewPath!));
                record.Deleted(name, isDurable: false);
                break;
            default:
                record.Deleted(name, isDurable: false);
                break;
        }
    }

    private static CallKind KindOf(FileStep step) => step switch
    {
        FileStep.Make => CallKind.Make,
        FileStep.SyncContent => CallKind.SyncFile,
        FileStep.SyncName => CallKind.SyncFolder,
        FileStep.AddName => CallKind.AddName,
        FileStep.Replace => CallKind.Replace,
        _ => CallKind.Remove,
    };
}
