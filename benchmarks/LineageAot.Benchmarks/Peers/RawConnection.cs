using System.Runtime.InteropServices;
using System.Text;

namespace LineageAot.Benchmarks.Peers;

/// <summary>A connection of the raw baseline: what a careful programmer writes by hand over SQLite's functions. Used by one thread.</summary>
internal sealed unsafe class RawConnection : IDisposable
{
    private readonly nint handle;

    public RawConnection(string path, FileSettings settings)
    {
        var flags = (settings.ReadOnly ? SqliteFunctions.OpenReadOnly : SqliteFunctions.OpenReadWrite | SqliteFunctions.OpenCreate) | SqliteFunctions.OpenNoMutex;
        nint opened;
        fixed (byte* utf8 = Terminated(path))
            Check(SqliteFunctions.Open(utf8, &opened, flags, null));
        handle = opened;
        Execute(settings.Pragmas);
    }

    public void Execute(string sql)
    {
        fixed (byte* utf8 = Terminated(sql))
            Check(SqliteFunctions.Execute(handle, utf8, 0, 0, 0));
    }

    public RawStatement Prepare(string sql)
    {
        nint statement;
        fixed (byte* utf8 = Terminated(sql))
            Check(SqliteFunctions.Prepare(handle, utf8, -1, SqliteFunctions.PreparePersistent, &statement, 0));
        return new RawStatement(this, statement);
    }

    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        statement.Step();
        return statement.Int64(0);
    }

    public long LastInsertRowId() => SqliteFunctions.LastInsertRowId(handle);

    public void Check(int result)
    {
        if (result is not (0 or SqliteFunctions.Row or SqliteFunctions.Done))
            throw new InvalidOperationException($"SQLite answered {result}: {(handle == 0 ? "" : Marshal.PtrToStringUTF8((nint)SqliteFunctions.Error(handle)))}");
    }

    public void Dispose() => Check(SqliteFunctions.Close(handle));

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
