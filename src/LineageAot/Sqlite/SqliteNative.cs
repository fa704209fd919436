namespace LineageAot.Sqlite;

/// <summary>
/// The C functions of SQLite (https://sqlite.org/c3ref/funclist.html) that the engine calls, as plain pointers filled in once by
/// <see cref="SqliteLibrary"/>. The fields have no initializer on purpose: a type without a static constructor costs no check on access.
/// </summary>
/// <remarks>
/// SuppressGCTransition stands only on functions that can neither block nor call back (bind, column, value, result, counters): never on step,
/// reset, prepare, which may run for long and keep the garbage collector waiting.
/// </remarks>
internal static unsafe class SqliteNative
{
    public static delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int> open_v2;
    public static delegate* unmanaged[Cdecl]<nint, int> close_v2;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int, uint, nint*, byte**, int> prepare_v3;
    public static delegate* unmanaged[Cdecl]<nint, int> finalize;
    public static delegate* unmanaged[Cdecl]<nint, int> step;
    public static delegate* unmanaged[Cdecl]<nint, int> reset;
    public static delegate* unmanaged[Cdecl]<nint, byte*> errmsg;
    public static delegate* unmanaged[Cdecl]<nint, int> extended_errcode;
    public static delegate* unmanaged[Cdecl]<nint, int> system_errno;
    public static delegate* unmanaged[Cdecl]<byte*> libversion;
    public static delegate* unmanaged[Cdecl]<int> libversion_number;
    public static delegate* unmanaged[Cdecl]<nint, void> interrupt;
    public static delegate* unmanaged[Cdecl]<nint, int, int, int> limit;
    public static delegate* unmanaged[Cdecl]<nint, int, int*, int*, int, int> db_status;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int, void*, int> file_control;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int*, int> wal_checkpoint_v2;
    public static delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint> wal_hook;
    public static delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, byte*, byte*, int>, nint, int> set_authorizer;
    public static delegate* unmanaged[Cdecl]<nint, int, int, int*, int> db_config;
    public static delegate* unmanaged[Cdecl]<nint, int, delegate* unmanaged[Cdecl]<nint, int>, nint, void> progress_handler;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int, int, nint, delegate* unmanaged[Cdecl]<nint, int, nint*, void>, nint, nint, nint, int> create_function_v2;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int, void> result_error;
    public static delegate* unmanaged[Cdecl]<nint, void> result_error_nomem;
    public static delegate* unmanaged[Cdecl]<nint, byte*, int> db_readonly;
    public static delegate* unmanaged[Cdecl]<nint, int> column_count;
    public static delegate* unmanaged[Cdecl]<nint, int, byte*> column_name;
    public static delegate* unmanaged[Cdecl]<nint, int, byte*> bind_parameter_name;

    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> get_autocommit;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long> changes64;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long> total_changes64;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long> last_insert_rowid;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int, int> stmt_status;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> clear_bindings;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> bind_null;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int> bind_int64;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int> bind_double;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> bind_text;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> bind_blob;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> column_type;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long> column_int64;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double> column_double;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*> column_blob;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> column_bytes;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> value_type;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*> value_blob;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> value_bytes;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, void> result_null;
    public static delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, double, void> result_double;

    /// <summary>
    /// sqlite3_db_config with an int and an out int. It's variadic in C: Apple's arm64 passes variadic arguments on the stack, so
    /// six fillers take the argument registers there.
    /// </summary>
    public static int DbConfig(nint database, int operation, int value, int* result)
    {
        if (OperatingSystem.IsMacOS() && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64)
        {
            var variadic = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, nint, nint, nint, nint, int*, int>)db_config;
            return variadic(database, operation, 0, 0, 0, 0, 0, 0, value, result);
        }

        return db_config(database, operation, value, result);
    }
}
