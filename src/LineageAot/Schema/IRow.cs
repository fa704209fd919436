using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>What can be read from a result's columns by position: a <c>[Table]</c> or <c>[Row]</c> record. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IProjection<TSelf> where TSelf : IProjection<TSelf>
{
    /// <summary>Makes the record out of the current row: its columns in the record's own order.</summary>
    static abstract TSelf Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct;
}

/// <summary>
/// The codec of a <c>[Table]</c> record, implemented by the generator and used by any engine: each brings structs for
/// <see cref="IRowWriter"/> and <see cref="IRowReader"/>, and the compiler specialises both sides.
/// </summary>
/// <typeparam name="TSelf">The record.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRow<TSelf> : IProjection<TSelf> where TSelf : IRow<TSelf>
{
    /// <summary>The table's facts.</summary>
    static abstract TableSchema Schema { get; }

    /// <summary>Writes every column that isn't computed, in the schema's order, numbered from 0 without gaps.</summary>
    static abstract void Write<TWriter>(TSelf row, ref TWriter writer) where TWriter : IRowWriter, allows ref struct;

    /// <summary>Writes the key's columns in the key's order, numbered from 0.</summary>
    static abstract void WriteKey<TWriter>(TSelf row, ref TWriter writer) where TWriter : IRowWriter, allows ref struct;

    /// <summary>
    /// The row as it will be stored: stamps, version and drawn keys set, times cut to microseconds, validated by the record's own
    /// <c>OnWriting</c>. The same instance where nothing changes.
    /// </summary>
    static virtual TSelf Prepare(TSelf row, in RowStamp stamp) => row;

    /// <summary>The row with the integer key that SQLite gave it; the same instance where the key isn't generated.</summary>
    static virtual TSelf WithGeneratedKey(TSelf row, long key) => row;

    /// <summary>True if SQLite is to give the key: it's a generated integer and the row's own is 0.</summary>
    static virtual bool WantsGeneratedKey(TSelf row) => false;
}

/// <summary>What a row is being written for, and when.</summary>
/// <param name="Operation">Insert, update or upsert.</param>
/// <param name="Now">The time for stamps, UTC, whole microseconds.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RowStamp(RowOperation Operation, DateTimeOffset Now);

/// <summary>What a row is being written for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RowOperation
{
    /// <summary>A new row: its version becomes 1, its creation time is set where it's empty.</summary>
    Insert,

    /// <summary>An existing row, of the version that it carries: the version is raised by one.</summary>
    Update,

    /// <summary>A new or an existing row, whatever its version: SQL raises the version of an existing one.</summary>
    Upsert,
}

/// <summary>The values of a statement's parameters; a struct that generated code makes for each call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParameters
{
    /// <summary>Writes the values, numbered from 0 in the order in which the parameters first occur in the text.</summary>
    void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct;
}

/// <summary>The values of a statement without parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoParameters : IParameters
{
    /// <inheritdoc/>
    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
    {
    }
}

/// <summary>Makes one result value out of the current row; a struct that generated code names, so that calls are direct.</summary>
/// <typeparam name="T">The result: a record, or a scalar of any supported type, nullable or not.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDecoder<T>
{
    /// <summary>Reads the current row.</summary>
    static abstract T Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct;
}

/// <summary>The decoder of a record: the record itself.</summary>
/// <typeparam name="T">The record.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RowDecoder<T> : IDecoder<T> where T : IProjection<T>
{
    /// <inheritdoc/>
    public static T Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct => T.Read(ref reader);
}

/// <summary>The decoder of a nullable record struct: present whenever there is a row.</summary>
/// <typeparam name="T">The record struct.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableRowDecoder<T> : IDecoder<T?> where T : struct, IProjection<T>
{
    /// <inheritdoc/>
    public static T? Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct => T.Read(ref reader);
}
