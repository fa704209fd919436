using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>
/// A VFS of our own, made the default of the library that the product loads, so that the product opens its files through it without knowing. It is a copy of the standard one with its own open and
/// delete; an opened file keeps the standard methods, save those that <see cref="FileShim"/> puts in their place. Files that nobody watches are left alone.
/// </summary>
internal static unsafe class FaultVfs
{
    private static readonly ConcurrentDictionary<string, (Watch Watch, FileKind Kind)> Watched = new();
    private static readonly Lazy<nint> Registered = new(Register);

    private static VfsTable* Standard => (VfsTable*)Registered.Value;

    /// <summary>From now on what is opened at the path, and its log and journal, is watched.</summary>
    public static void Watch(Watch watch)
    {
        _ = Registered.Value;
        Watched[watch.Path] = (watch, FileKind.Database);
        Watched[watch.Path + "-wal"] = (watch, FileKind.Wal);
        Watched[watch.Path + "-journal"] = (watch, FileKind.Journal);
    }

    /// <summary>What is opened from now on isn't watched any more.</summary>
    public static void Leave(Watch watch)
    {
        foreach (var suffix in (string[])["", "-wal", "-journal"])
        {
            Watched.TryRemove(watch.Path + suffix, out _);
        }
    }

    private static nint Register()
    {
        var library = NativeLibrary.Load("e_sqlite3", typeof(LineageDatabase).Assembly, null);
        var initialize = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "sqlite3_initialize");
        var find = (delegate* unmanaged[Cdecl]<byte*, VfsTable*>)NativeLibrary.GetExport(library, "sqlite3_vfs_find");
        var register = (delegate* unmanaged[Cdecl]<VfsTable*, int, int>)NativeLibrary.GetExport(library, "sqlite3_vfs_register");
        initialize().ShouldBe(ResultCodes.Ok);
        var standard = find(null);
        standard->Version.ShouldBe(3);

        // SQLite keeps the pointer for as long as the process lives.
        var table = (VfsTable*)NativeMemory.Alloc((nuint)sizeof(VfsTable));
        *table = *standard;
        table->Next = null;
        table->Name = (byte*)Marshal.StringToCoTaskMemUTF8("lineage-faults");
        table->Open = &Open;
        table->Delete = &Delete;
        register(table, 1).ShouldBe(ResultCodes.Ok);
        return (nint)standard;
    }

    private static bool TryFind(byte* name, out (Watch Watch, FileKind Kind) found)
    {
        found = default;
        return name != null && Watched.TryGetValue(Marshal.PtrToStringUTF8((nint)name)!, out found);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(VfsTable* vfs, byte* name, FileHead* file, int flags, int* outFlags)
    {
        // By the flags too: the name of a closed database may be another file's.
        if ((flags & (ResultCodes.OpenMainDatabase | ResultCodes.OpenMainJournal | ResultCodes.OpenWal)) == 0 || !TryFind(name, out var found))
        {
            return Standard->Open(Standard, name, file, flags, outFlags);
        }

        lock (found.Watch.Gate)
        {
            file->Methods = null;
            if (found.Watch.Next(CallKind.Open, found.Kind) is not null)
            {
                return ResultCodes.CannotOpen;
            }

            var code = Standard->Open(Standard, name, file, flags, outFlags);
            if (code == ResultCodes.Ok)
            {
                FileShim.Put(file, found.Watch, found.Watch.Record.Opened(found.Kind), found.Kind, (flags & ResultCodes.OpenCreate) != 0);
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(VfsTable* vfs, byte* name, int syncFolder)
    {
        if (!TryFind(name, out var found))
        {
            return Standard->Delete(Standard, name, syncFolder);
        }

        lock (found.Watch.Gate)
        {
            if (found.Watch.Next(CallKind.Delete, found.Kind) is not null)
            {
                return ResultCodes.DeleteError;
            }

            var code = Standard->Delete(Standard, name, syncFolder);
            if (code == ResultCodes.Ok)
            {
                found.Watch.Record.Deleted(found.Kind, isDurable: syncFolder != 0);
            }

            return code;
        }
    }
}
