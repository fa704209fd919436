using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LineageAot.Operations;

namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>
/// A VFS of our own, made the default of the library that the product loads, so that the product opens its files through it without knowing. It is a copy of the standard one with its own open and
/// delete; an opened file keeps the standard methods, save those that <see cref="FileShim"/> puts in their place. Files that nobody watches are left alone.
/// </summary>
internal static unsafe class FaultVfs
{
    private static readonly ConcurrentDictionary<string, Watch> Watched = new();
    private static readonly Lazy<nint> Registered = new(Register);

    private static VfsTable* Standard => (VfsTable*)Registered.Value;

    /// <summary>From now on what is opened in the database's folder is watched.</summary>
    public static void Watch(Watch watch)
    {
        _ = Registered.Value;
        Watched[watch.Folder] = watch;
    }

    /// <summary>What is opened from now on isn't watched any more.</summary>
    public static void Leave(Watch watch) => Watched.TryRemove(watch.Folder, out _);

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
        DurableFile.Seen = static seen =>
        {
            if (Watched.TryGetValue(Path.GetDirectoryName(seen.Path) ?? "", out var watch))
            {
                FileSteps.See(watch, seen);
            }
        };
        return (nint)standard;
    }

    private static bool TryFind(byte* path, [NotNullWhen(true)] out Watch? watch, out string name)
    {
        (watch, name) = (null, "");
        if (path == null || Marshal.PtrToStringUTF8((nint)path) is not { } text || !Watched.TryGetValue(Path.GetDirectoryName(text) ?? "", out watch))
        {
            return false;
        }

        name = Vfs.Watch.NameOf(text);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(VfsTable* vfs, byte* path, FileHead* file, int flags, int* outFlags)
    {
        // By the flags too: the name of a closed database may be another file's.
        if ((flags & (ResultCodes.OpenMainDatabase | ResultCodes.OpenMainJournal | ResultCodes.OpenWal)) == 0 || !TryFind(path, out var watch, out var name))
        {
            return Standard->Open(Standard, path, file, flags, outFlags);
        }

        lock (watch.Gate)
        {
            file->Methods = null;
            if (watch.Next(CallKind.Open, name) is not null)
            {
                return ResultCodes.CannotOpen;
            }

            var code = Standard->Open(Standard, path, file, flags, outFlags);
            if (code == ResultCodes.Ok)
            {
                FileShim.Put(file, watch, watch.Record.Opened(name), name, syncsName: (flags & ResultCodes.OpenCreate) != 0 && (flags & ResultCodes.OpenMainDatabase) == 0);
            }

            return code;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(VfsTable* vfs, byte* path, int syncFolder)
    {
        if (!TryFind(path, out var watch, out var name))
        {
            return Standard->Delete(Standard, path, syncFolder);
        }

        lock (watch.Gate)
        {
            if (watch.Next(CallKind.Delete, name) is not null)
            {
                return ResultCodes.DeleteError;
            }

            var code = Standard->Delete(Standard, path, syncFolder);
            if (code == ResultCodes.Ok)
            {
                watch.Record.Deleted(name, isDurable: syncFolder != 0);
            }

            return code;
        }
    }
}
