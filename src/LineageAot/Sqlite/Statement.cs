using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// A prepared statement of one connection. Reset right after use, so that no read transaction stays open. What steps through many rows does so in a
/// method of its own without a try: inside of one each native call goes through a stub, and outside the way out to native code is prepared once for all rows.
/// </summary>
internal sealed unsafe class Statement
{
    private string[]? columnNames;

    public Statement(SqliteSession session, SqlStatement source, nint handle, in ObservedTables tables)
    {
        Session = session;
        Source = source;
        Handle = handle;
        Tables = tables;
    }

    public SqliteSession Session { get; }

    public SqlStatement Source { get; }

    public nint Handle { get; private set; }

    /// <summary>What it reads and writes.</summary>
    public ObservedTables Tables { get; }

    /// <summary>SQLite has prepared it again by itself: <see cref="Tables"/> may be out of date.</summary>
    public bool IsPreparedAgain => SqliteNative.stmt_status(Handle, SqliteConstants.StatementReprepared, 0) != 0;

    /// <summary>The table that errors name; null for statements of the user.</summary>
    public TableSchema? Table { get; init; }

    /// <summary>How a column of the current row is stored.</summary>
    public int ColumnType(int ordinal) => SqliteNative.column_type(Handle, ordinal);

    public int ColumnCount => SqliteNative.column_count(Handle);

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="LineageException">The statement failed; it is reset.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Step()
    {
        var code = SqliteNative.step(Handle);
        return code == SqliteConstants.Row || HasFailed(code);
    }

    /// <summary>Runs a statement without rows to its end and resets it; the number of rows changed.</summary>
    public long Run()
    {
        var code = SqliteNative.step(Handle);
        while (code == SqliteConstants.Row)
        {
            code = SqliteNative.step(Handle);
        }

        if (code != SqliteConstants.Done)
        {
            throw Session.Error(code, this);
        }

        // Before the reset: it would do no harm there, but the count belongs to this run.
        var changes = SqliteNative.changes64(Session.Handle);
        SqliteNative.reset(Handle);
        return changes;
    }

    /// <summary>As <see cref="Run"/> for a statement that yields no rows, without the count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RunOnce()
    {
        var code = SqliteNative.step(Handle);
        if (code != SqliteConstants.Done)
        {
            Fail(code);
        }

        SqliteNative.reset(Handle);
    }

    public void Reset() => SqliteNative.reset(Handle);

    public string ColumnName(int ordinal)
    {
        var names = columnNames ??= ReadColumnNames();
        return (uint)ordinal < (uint)names.Length ? names[ordinal] : $"column {ordinal}";
    }

    /// <summary>The error for a value that can't be bound.</summary>
    public InvalidValueException InvalidParameter(int ordinal, string reason, Exception? inner = null)
    {
        var name = ParameterName(ordinal);
        var place = Table is null ? $"parameter '{name}' of {Source.Name}" : $"column '{name}' of table '{Table.Name}'";
        return new InvalidValueException($"The value for {place} was refused: {reason}.", inner) { Table = Table?.Name, Columns = [name], Operation = Source.Name };
    }

    /// <summary>The error for a stored value that isn't one of the property's type.</summary>
    public InvalidValueException InvalidColumn(int ordinal, string reason, Exception? inner = null)
    {
        var name = ColumnName(ordinal);
        var place = Table is null ? $"column '{name}' of {Source.Name}" : $"column '{name}' of table '{Table.Name}'";
        return new InvalidValueException($"What is stored in {place} can't be read: {reason}.", inner) { Table = Table?.Name, Columns = [name], Operation = Source.Name };
    }

    public void Dispose()
    {
        if (Handle != 0)
        {
            SqliteNative.finalize(Handle);
            Handle = 0;
        }
    }

    // Never true: the end of the rows is false, everything else is thrown.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HasFailed(int code) => code == SqliteConstants.Done ? false : throw Session.Error(code, this);

    [DoesNotReturn]
    private void Fail(int code) => throw Session.Error(code, this);

    private string ParameterName(int ordinal)
    {
        if (Table is null)
        {
            var name = SqliteLibrary.Utf8(SqliteNative.bind_parameter_name(Handle, ordinal + 1));
            return name.Length > 0 ? name : $"?{ordinal + 1}";
        }

        return TableSql.ParameterColumn(Table, Source, ordinal);
    }

    private string[] ReadColumnNames()
    {
        var names = new string[ColumnCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = SqliteLibrary.Utf8(SqliteNative.column_name(Handle, i));
        }

        return names;
    }
}
