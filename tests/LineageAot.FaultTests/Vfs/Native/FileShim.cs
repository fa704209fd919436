using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>
/// A method table for one opened file: a copy of the standard one in which reads, writes, truncates, syncs, and what else can fail, pass through the file's <see cref="Watch"/>. The other methods
/// stay the standard ones, since the file itself is the standard one.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileShim
{
    private FileMethods methods;
    private FileMethods* standard;
    private nint state;

    /// <summary>Puts the table in front of a file that was just opened.</summary>
    public static void Put(FileHead* file, Watch watch, int number, string name, bool syncsName)
    {
        var shim = (FileShim*)NativeMemory.AllocZeroed((nuint)sizeof(FileShim));
        shim->standard = file->Methods;
        shim->state = GCHandle.ToIntPtr(GCHandle.Alloc(new WatchedFile(watch, number, name) { SyncsName = syncsName }));
        shim->methods = *file->Methods;
        shim->methods.Close = &Close;
        shim->methods.Read = &Read;
        shim->methods.Write = &Write;
        shim->methods.Truncate = &Truncate;
        shim->methods.Sync = &Sync;
        shim->methods.Size = &Size;
        shim->methods.Lock = &Lock;
        shim->methods.Unlock = &Unlock;
        shim->methods.FileControl = &FileControl;
        shim->methods.ShmMap = &ShmMap;
        shim->methods.ShmLock = &ShmLock;
        file->Methods = &shim->methods;
    }

    private static FileMethods* Standard(FileHead* file) => ((FileShim*)file->Methods)->standard;

    private static WatchedFile State(FileHead* file) => (WatchedFile)GCHandle.FromIntPtr(((FileShim*)file->Methods)->state).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(FileHead* file)
    {
        var shim = (FileShim*)file->Methods;
        var code = shim->standard->Close(file);
        GCHandle.FromIntPtr(shim->state).Free();
        NativeMemory.Free(shim);
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(FileHead* file, byte* bytes, int count, long offset)
        => State(file).Fails(CallKind.Read) is not null ? ResultCodes.ReadError : Standard(file)->Read(file, bytes, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(FileHead* file, byte* bytes, int count, long offset)
    {
        var state = State(file);
        lock (state.Watch.Gate)
        {
            var fault = state.Watch.Next(CallKind.Write, state.Name);
            var written = fault switch { null => count, Fault.ShortWrite => count / 2, _ => 0 };
            var code = written == 0 ? ResultCodes.Ok : Standard(file)->Write(file, bytes, written, offset);
            if (code != ResultCodes.Ok)
            {
                return code;
            }

            if (written > 0)
            {
                state.Watch.Record.Wrote(state.Number, offset, new ReadOnlySpan<byte>(bytes, written));
            }

            return fault switch { null => ResultCodes.Ok, Fault.Error => ResultCodes.WriteError, _ => ResultCodes.Full };
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(FileHead* file, long size)
    {
        var state = State(file);
        lock (state.Watch.Gate)
        {
            if (state.Watch.Next(CallKind.Truncate, state.Name) is not null)
            {
                return ResultCodes.TruncateError;
            }

            var code = Standard(file)->Truncate(file, size);
            if (code == ResultCodes.Ok)
            {
                state.Watch.Record.Truncated(state.Number, size);
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(FileHead* file, int flags)
    {
        var state = State(file);
        lock (state.Watch.Gate)
        {
            if (state.Watch.Next(CallKind.Sync, state.Name) is not null)
            {
                state.Watch.Record.SyncFailed(state.Number);
                return ResultCodes.SyncError;
            }

            var code = Standard(file)->Sync(file, flags);
            if (code == ResultCodes.Ok)
            {
                // The standard VFS syncs the folder with the first sync of a log or journal that it may have made.
                state.Watch.Record.Synced(state.Number, syncsName: state.SyncsName);
                state.SyncsName = false;
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(FileHead* file, long* size)
        => State(file).Fails(CallKind.Size) is not null ? ResultCodes.SizeError : Standard(file)->Size(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(FileHead* file, int level)
        => State(file).Fails(CallKind.Lock) is not null ? ResultCodes.LockError : Standard(file)->Lock(file, level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(FileHead* file, int level)
        => State(file).Fails(CallKind.Unlock) is not null ? ResultCodes.UnlockError : Standard(file)->Unlock(file, level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(FileHead* file, int operation, void* argument)
        => operation is ResultCodes.HasMoved or ResultCodes.BeforeSync or ResultCodes.BehindCommit && State(file).Fails(CallKind.Control) is not null
            ? ResultCodes.IOError
            : Standard(file)->FileControl(file, operation, argument);

    // One that isn't given back is no fault of a disk: only taking fails.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(FileHead* file, int place, int count, int flags)
        => (flags & ResultCodes.ShmTakes) != 0 && State(file).Fails(CallKind.ShmLock) is not null ? ResultCodes.ShmLockError : Standard(file)->ShmLock(file, place, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(FileHead* file, int region, int size, int extend, nint* memory)
    {
        var fault = State(file).Fails(CallKind.Map);
        if (fault is null)
        {
            return Standard(file)->ShmMap(file, region, size, extend, memory);
        }

        *memory = 0;
        return fault == Fault.Error ? ResultCodes.ShmMapError : ResultCodes.ShmSizeError;
    }
}

/// <summary>One opened file of a watched database.</summary>
internal sealed class WatchedFile(Watch watch, int number, string name)
{
    public Watch Watch => watch;

    /// <summary>Its number in the record.</summary>
    public int Number => number;

    public string Name => name;

    /// <summary>Its next sync makes the folder's names durable too.</summary>
    public bool SyncsName { get; set; }

    /// <summary>Counts a call; the fault that it is to meet, or null.</summary>
    public Fault? Fails(CallKind call)
    {
        lock (watch.Gate)
        {
            return watch.Next(call, name);
        }
    }
}
