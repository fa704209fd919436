using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>What SQLite tells of a prepared statement and only a check asks (https://sqlite.org/c3ref/funclist.html).</summary>
internal static unsafe class StatementNative
{
    public static readonly delegate* unmanaged[Cdecl]<nint, int> ErrorOffset = (delegate* unmanaged[Cdecl]<nint, int>)SqliteLibrary.Export("error_offset");
    public static readonly delegate* unmanaged[Cdecl]<nint, int> IsReadOnly = (delegate* unmanaged[Cdecl]<nint, int>)SqliteLibrary.Export("stmt_readonly");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnTable = (delegate* unmanaged[Cdecl]<nint, int, byte*>)SqliteLibrary.Export("column_table_name");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnOrigin = (delegate* unmanaged[Cdecl]<nint, int, byte*>)SqliteLibrary.Export("column_origin_name");
}
