using System.Runtime.InteropServices;

namespace LineageAot.Benchmarks.Peers;

/// <summary>
/// SQLite's functions as function pointers into the library that every contender of the process uses. Only calls that neither block nor call
/// back skip the garbage collector's transition, as in the library's own table.
/// </summary>
internal static unsafe class SqliteFunctions
{
    public const int Row = 100;
    public const int Done = 101;
    public const int OpenReadOnly = 1;
    public const int OpenReadWrite = 2;
    public const int OpenCreate = 4;
    public const int OpenNoMutex = 0x8000;
    public const int Null = 5;
    public const uint PreparePersistent = 1;

    private static readonly nint Library = Load();

    public static readonly delegate* unmanaged<byte*, nint*, int, byte*, int> Open = (delegate* unmanaged<byte*, nint*, int, byte*, int>)Export("sqlite3_open_v2");
    public static readonly delegate* unmanaged<nint, int> Close = (delegate* unmanaged<nint, int>)Export("sqlite3_close_v2");
    public static readonly delegate* unmanaged<nint, byte*, nint, nint, nint, int> Execute = (delegate* unmanaged<nint, byte*, nint, nint, nint, int>)Export("sqlite3_exec");
    public static readonly delegate* unmanaged<nint, byte*, int, uint, nint*, nint, int> Prepare = (delegate* unmanaged<nint, byte*, int, uint, nint*, nint, int>)Export("sqlite3_prepare_v3");
    public static readonly delegate* unmanaged<nint, int> Finalize = (delegate* unmanaged<nint, int>)Export("sqlite3_finalize");
    public static readonly delegate* unmanaged<nint, int> Step = (delegate* unmanaged<nint, int>)Export("sqlite3_step");
    public static readonly delegate* unmanaged<nint, int> Reset = (delegate* unmanaged<nint, int>)Export("sqlite3_reset");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, long> LastInsertRowId = (delegate* unmanaged[SuppressGCTransition]<nint, long>)Export("sqlite3_last_insert_rowid");
    public static readonly delegate* unmanaged<nint, byte*> Error = (delegate* unmanaged<nint, byte*>)Export("sqlite3_errmsg");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, long, int> BindInt64 = (delegate* unmanaged[SuppressGCTransition]<nint, int, long, int>)Export("sqlite3_bind_int64");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, double, int> BindDouble = (delegate* unmanaged[SuppressGCTransition]<nint, int, double, int>)Export("sqlite3_bind_double");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int> BindText = (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int>)Export("sqlite3_bind_text");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int> BindBlob = (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*, int, nint, int>)Export("sqlite3_bind_blob");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, long> ColumnInt64 = (delegate* unmanaged[SuppressGCTransition]<nint, int, long>)Export("sqlite3_column_int64");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, double> ColumnDouble = (delegate* unmanaged[SuppressGCTransition]<nint, int, double>)Export("sqlite3_column_double");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*> ColumnText = (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*>)Export("sqlite3_column_text");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, int> ColumnBytes = (delegate* unmanaged[SuppressGCTransition]<nint, int, int>)Export("sqlite3_column_bytes");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, byte*> ColumnBlob = (delegate* unmanaged[SuppressGCTransition]<nint, int, byte*>)Export("sqlite3_column_blob");
    public static readonly delegate* unmanaged[SuppressGCTransition]<nint, int, int> ColumnType = (delegate* unmanaged[SuppressGCTransition]<nint, int, int>)Export("sqlite3_column_type");

    /// <summary>The library's version.</summary>
    public static string Version { get; } = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Export("sqlite3_libversion"))()) ?? "";

    private static nint Load()
    {
        SQLitePCL.Batteries_V2.Init();
        return NativeLibrary.Load("e_sqlite3", typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, null);
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);
}
