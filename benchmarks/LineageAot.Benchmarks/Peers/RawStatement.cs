using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LineageAot.Benchmarks.Peers;

/// <summary>A prepared statement of the raw baseline. Parameters count from 1 and columns from 0, as in SQLite.</summary>
internal sealed unsafe class RawStatement(RawConnection connection, nint handle) : IDisposable
{
    private const int ScratchSize = 16 * 1024;
    private readonly byte* scratch = (byte*)NativeMemory.Alloc(ScratchSize);
    private int used;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bind(int parameter, long value) => SqliteFunctions.BindInt64(handle, parameter, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bind(int parameter, double value) => SqliteFunctions.BindDouble(handle, parameter, value);

    /// <summary>Binds text; the caller knows that a row's texts and blobs together fit the scratch memory.</summary>
    public void Bind(int parameter, string value)
    {
        var start = scratch + used;
        var length = Encoding.UTF8.GetBytes(value, new Span<byte>(start, ScratchSize - used));
        used += length;
        SqliteFunctions.BindText(handle, parameter, start, length, 0);
    }

    public void Bind(int parameter, System.Guid value)
    {
        var start = scratch + used;
        value.TryWriteBytes(new Span<byte>(start, 16), bigEndian: true, out _);
        used += 16;
        SqliteFunctions.BindBlob(handle, parameter, start, 16, 0);
    }

    public void Bind(int parameter, in LineageAot.Sha256 value)
    {
        var start = scratch + used;
        value.CopyTo(new Span<byte>(start, LineageAot.Sha256.Size));
        used += LineageAot.Sha256.Size;
        SqliteFunctions.BindBlob(handle, parameter, start, LineageAot.Sha256.Size, 0);
    }

    /// <summary>True if there is a row.</summary>
    public bool Step()
    {
        var result = SqliteFunctions.Step(handle);
        if (result == SqliteFunctions.Row)
            return true;
        if (result != SqliteFunctions.Done)
            connection.Check(result);
        return false;
    }

    public void Reset()
    {
        SqliteFunctions.Reset(handle);
        used = 0;
    }

    /// <summary>Runs a statement that gives no row.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Int64(int column) => SqliteFunctions.ColumnInt64(handle, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Double(int column) => SqliteFunctions.ColumnDouble(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The text as it is stored; it stays there until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var start = SqliteFunctions.ColumnText(handle, column);
        return new ReadOnlySpan<byte>(start, SqliteFunctions.ColumnBytes(handle, column));
    }

    public System.Guid Guid(int column) => new(Blob(column), bigEndian: true);

    public LineageAot.Sha256 Sha256(int column) => new(Blob(column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int column) => TypeOf(column) == SqliteFunctions.Null;

    /// <summary>SQLite's number for how the value is stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TypeOf(int column) => SqliteFunctions.ColumnType(handle, column);

    /// <summary>The bytes as they are stored; they stay there until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        var start = SqliteFunctions.ColumnBlob(handle, column);
        return new ReadOnlySpan<byte>(start, SqliteFunctions.ColumnBytes(handle, column));
    }

    public void Dispose()
    {
        SqliteFunctions.Finalize(handle);
        NativeMemory.Free(scratch);
    }
}
