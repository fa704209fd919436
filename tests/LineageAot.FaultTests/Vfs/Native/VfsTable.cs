using System.Runtime.InteropServices;

namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>struct sqlite3_vfs (https://sqlite.org/c3ref/vfs.html), version 3. Only the members that are replaced have names of their own; the rest is copied.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VfsTable
{
    public int Version;
    public int FileSize;
    public int MaxPath;
    public VfsTable* Next;
    public byte* Name;
    public nint AppData;
    public delegate* unmanaged[Cdecl]<VfsTable*, byte*, FileHead*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<VfsTable*, byte*, int, int> Delete;
    public fixed long Rest[14];
}

/// <summary>The head of every sqlite3_file: its methods; null while it isn't open.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileHead
{
    public FileMethods* Methods;
}

/// <summary>struct sqlite3_io_methods (https://sqlite.org/c3ref/io_methods.html), up to version 3.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FileMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<FileHead*, int> Close;
    public delegate* unmanaged[Cdecl]<FileHead*, byte*, int, long, int> Read;
    public delegate* unmanaged[Cdecl]<FileHead*, byte*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<FileHead*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<FileHead*, int, int> Sync;
    public delegate* unmanaged[Cdecl]<FileHead*, long*, int> Size;
    public delegate* unmanaged[Cdecl]<FileHead*, int, int> Lock;
    public delegate* unmanaged[Cdecl]<FileHead*, int, int> Unlock;
    public nint CheckReservedLock;
    public delegate* unmanaged[Cdecl]<FileHead*, int, void*, int> FileControl;
    public nint SectorSize, DeviceCharacteristics;
    public delegate* unmanaged[Cdecl]<FileHead*, int, int, int, nint*, int> ShmMap;
    public delegate* unmanaged[Cdecl]<FileHead*, int, int, int, int> ShmLock;
    public nint ShmBarrier, ShmUnmap;
    public nint Fetch, Unfetch;
}
