using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>Prepares texts on a connection that is its own and tells what SQLite says of them. Nothing is run.</summary>
internal sealed unsafe class StatementPreparer : IDisposable
{
    private readonly SqliteSession session;
    private readonly List<(string Table, string Column)> updated = [];
    private GCHandle self;

    public StatementPreparer(SqliteSession session)
    {
        this.session = session;
        self = GCHandle.Alloc(this);
        SqliteNative.set_authorizer(session.Handle, &Authorize, GCHandle.ToIntPtr(self));
    }

    /// <summary>The statement's facts; null where SQLite refuses it.</summary>
    public PreparedText? Prepare(string sql, out PrepareFailure? failure)
    {
        updated.Clear();
        failure = null;
        nint handle = 0;
        byte* rest;
        int code;
        fixed (byte* start = Encoding.UTF8.GetBytes(sql + '\0'))
        {
            code = SqliteNative.prepare_v3(session.Handle, start, -1, 0, &handle, &rest);
        }

        if (code != SqliteConstants.Ok)
        {
            failure = new PrepareFailure(SqliteLibrary.Utf8(SqliteNative.errmsg(session.Handle)), StatementNative.ErrorOffset(session.Handle));
            return null;
        }

        try
        {
            return new PreparedText(StatementNative.IsReadOnly(handle) != 0, Columns(handle), updated.ToLookup(static pair => pair.Table, static pair => pair.Column, SqlNameComparer.Instance));
        }
        finally
        {
            SqliteNative.finalize(handle);
        }
    }

    public void Dispose()
    {
        SqliteNative.set_authorizer(session.Handle, null, 0);
        self.Free();
    }

    private static PreparedColumn[] Columns(nint handle)
    {
        var columns = new PreparedColumn[SqliteNative.column_count(handle)];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new PreparedColumn(SqliteLibrary.Utf8(SqliteNative.column_name(handle, i)), SqliteLibrary.Utf8(StatementNative.ColumnTable(handle, i)), SqliteLibrary.Utf8(StatementNative.ColumnOrigin(handle, i)));
        }

        return columns;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Authorize(nint context, int action, byte* first, byte* second, byte* database, byte* trigger)
    {
        if (action == SqliteConstants.AuthorizeUpdate && trigger == null)
        {
            ((StatementPreparer)GCHandle.FromIntPtr(context).Target!).updated.Add((SqliteLibrary.Utf8(first), SqliteLibrary.Utf8(second)));
        }

        return SqliteConstants.Ok;
    }
}
