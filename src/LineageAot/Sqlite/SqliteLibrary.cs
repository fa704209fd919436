using System.Runtime.InteropServices;
using System.Text;

namespace LineageAot.Sqlite;

/// <summary>
/// Loads the native library that SQLitePCLRaw's bundle brings and fills in <see cref="SqliteNative"/>, once a process. The provider itself isn't
/// asked for the name: that would keep its two hundred wrappers in every NativeAOT binary.
/// </summary>
internal static unsafe class SqliteLibrary
{
    /// <summary>A runtime setting (RuntimeHostConfigurationOption) that names another library, <c>e_sqlcipher</c> say.</summary>
    private const string NameSetting = "LineageAot.NativeLibrary";

    private const string BundledName = "e_sqlite3";

    private static readonly Lock Gate = new();
    private static bool loaded;
    private static string version = "";
    private static nint library;

    /// <summary>The version that the library tells of itself, for instance <c>3.50.4</c>; empty before the first open.</summary>
    public static string Version => version;

    /// <summary>
    /// True for versions in which one connection's checkpoint can meet another's WAL reset and corrupt the file (3.7.0 to 3.51.2, fixed
    /// in 3.51.3 and in the backports 3.44.6 and 3.50.7). One owning process and read-only readers keep clear of it.
    /// </summary>
    public static bool HasWalResetDefect { get; private set; }

    /// <summary>Resolves all functions.</summary>
    /// <exception cref="ConfigurationException">The library or one of its functions is missing.</exception>
    public static void Load()
    {
        if (Volatile.Read(ref loaded))
        {
            return;
        }

        lock (Gate)
        {
            if (!loaded)
            {
                Resolve();
                Volatile.Write(ref loaded, true);
            }
        }
    }

    /// <summary>What the library is called, as in a DllImport.</summary>
    public static string Name => AppContext.GetData(NameSetting) as string ?? BundledName;

    private static void Resolve()
    {
        var name = Name;
        if (!NativeLibrary.TryLoad(name, typeof(SqliteLibrary).Assembly, null, out library))
        {
            throw Missing(name, null);
        }

        try
        {
            ResolveFunctions();
        }
        catch (EntryPointNotFoundException e)
        {
            throw Missing(name, e);
        }

        version = Utf8(SqliteNative.libversion());
        var number = SqliteNative.libversion_number();
        HasWalResetDefect = number is >= 3_007_000 and < 3_051_003 and not (3_044_006 or >= 3_050_007 and < 3_051_000);
    }

    private static ConfigurationException Missing(string name, Exception? inner) => new(
        $"The native SQLite library '{name}' couldn't be loaded. Reference the package SQLitePCLRaw.bundle_e_sqlite3 in the program that is published and publish for a runtime identifier that it has a build for; for another bundle set the runtime option '{NameSetting}' to its library's name.", inner);

    private static void ResolveFunctions()
    {
        SqliteNative.open_v2 = (delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int>)Export("open_v2");
        SqliteNative.close_v2 = (delegate* unmanaged[Cdecl]<nint, int>)Export("close_v2");
        SqliteNative.prepare_v3 = (delegate* unmanaged[Cdecl]<nint, byte*, int, uint, nint*, byte**, int>)Export("prepare_v3");
        SqliteNative.finalize = (delegate* unmanaged[Cdecl]<nint, int>)Export("finalize");
        SqliteNative.step = (delegate* unmanaged[Cdecl]<nint, int>)Export("step");
        SqliteNative.reset = (delegate* unmanaged[Cdecl]<nint, int>)Export("reset");
        SqliteNative.errmsg = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("errmsg");
        SqliteNative.extended_errcode = (delegate* unmanaged[Cdecl]<nint, int>)Export("extended_errcode");
        SqliteNative.system_errno = (delegate* unmanaged[Cdecl]<nint, int>)Export("system_errno");
        SqliteNative.libversion = (delegate* unmanaged[Cdecl]<byte*>)Export("libversion");
        SqliteNative.libversion_number = (delegate* unmanaged[Cdecl]<int>)Export("libversion_number");
        SqliteNative.interrupt = (delegate* unmanaged[Cdecl]<nint, void>)Export("interrupt");
        SqliteNative.limit = (delegate* unmanaged[Cdecl]<nint, int, int, int>)Export("limit");
        SqliteNative.db_status = (delegate* unmanaged[Cdecl]<nint, int, int*, int*, int, int>)Export("db_status");
        SqliteNative.file_control = (delegate* unmanaged[Cdecl]<nint, byte*, int, void*, int>)Export("file_control");
        SqliteNative.wal_checkpoint_v2 = (delegate* unmanaged[Cdecl]<nint, byte*, int, int*, int*, int>)Export("wal_checkpoint_v2");
        SqliteNative.wal_hook = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int>, nint, nint>)Export("wal_hook");
        SqliteNative.set_authorizer = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, byte*, byte*, int>, nint, int>)Export("set_authorizer");
        SqliteNative.db_config = (delegate* unmanaged[Cdecl]<nint, int, int, int*, int>)Export("db_config");
        SqliteNative.progress_handler = (delegate* unmanaged[Cdecl]<nint, int, delegate* unmanaged[Cdecl]<nint, int>, nint, void>)Export("progress_handler");
        SqliteNative.create_function_v2 = (delegate* unmanaged[Cdecl]<nint, byte*, int, int, nint, delegate* unmanaged[Cdecl]<nint, int, nint*, void>, nint, nint, nint, int>)Export("create_function_v2");
        SqliteNative.result_error = (delegate* unmanaged[Cdecl]<nint, byte*, int, void>)Export("result_error");
        SqliteNative.result_error_nomem = (delegate* unmanaged[Cdecl]<nint, void>)Export("result_error_nomem");
        SqliteNative.db_readonly = (delegate* unmanaged[Cdecl]<nint, byte*, int>)Export("db_readonly");
        SqliteNative.column_count = (delegate* unmanaged[Cdecl]<nint, int>)Export("column_count");
        SqliteNative.column_name = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Export("column_name");
        SqliteNative.bind_parameter_name = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Export("bind_parameter_name");

        SqliteNative.get_autocommit = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Export("get_autocommit");
        SqliteNative.changes64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long>)Export("changes64");
        SqliteNative.total_changes64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long>)Export("total_changes64");
        SqliteNative.last_insert_rowid = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, long>)Export("last_insert_rowid");
        SqliteNative.stmt_status = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int, int>)Export("stmt_status");
        SqliteNative.clear_bindings = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Export("clear_bindings");
        SqliteNative.bind_null = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Export("bind_null");
        SqliteNative.bind_int64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int>)Export("bind_int64");
        SqliteNative.bind_double = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int>)Export("bind_double");
        SqliteNative.bind_text = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)Export("bind_text");
        SqliteNative.bind_blob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)Export("bind_blob");
        SqliteNative.column_type = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Export("column_type");
        SqliteNative.column_int64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long>)Export("column_int64");
        SqliteNative.column_double = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double>)Export("column_double");
        SqliteNative.column_blob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*>)Export("column_blob");
        SqliteNative.column_bytes = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Export("column_bytes");
        SqliteNative.value_type = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Export("value_type");
        SqliteNative.value_blob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, byte*>)Export("value_blob");
        SqliteNative.value_bytes = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Export("value_bytes");
        SqliteNative.result_null = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, void>)Export("result_null");
        SqliteNative.result_double = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, double, void>)Export("result_double");
    }

    /// <summary>A function of the loaded library.</summary>
    /// <param name="name">Its name behind <c>sqlite3_</c>.</param>
    /// <exception cref="EntryPointNotFoundException">The library wasn't built with it.</exception>
    public static nint Export(string name) => NativeLibrary.GetExport(library, "sqlite3_" + name);

    /// <summary>A C string as text; empty for a null pointer.</summary>
    public static string Utf8(byte* text) => text == null ? "" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
