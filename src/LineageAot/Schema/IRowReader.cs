using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Schema;

/// <summary>
/// Gives the values of the current row by position, from 0. An engine's struct implements it; each method is the reverse of the
/// <see cref="IRowWriter"/> method of the same name.
/// </summary>
/// <remarks>
/// Every method but <see cref="IsNull"/> throws <see cref="InvalidValueException"/> when the column is NULL or holds what isn't
/// a value of that type: a default value never stands in for a missing one.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowReader
{
    /// <summary>True if the column is NULL.</summary>
    bool IsNull(int ordinal);

    /// <summary>A truth value.</summary>
    bool Boolean(int ordinal);

    /// <summary>An integer.</summary>
    sbyte SByte(int ordinal);

    /// <summary>An integer.</summary>
    byte Byte(int ordinal);

    /// <summary>An integer.</summary>
    short Int16(int ordinal);

    /// <summary>An integer.</summary>
    ushort UInt16(int ordinal);

    /// <summary>An integer.</summary>
    int Int32(int ordinal);

    /// <summary>An integer.</summary>
    uint UInt32(int ordinal);

    /// <summary>An integer.</summary>
    long Int64(int ordinal);

    /// <summary>An integer that isn't negative.</summary>
    ulong UInt64(int ordinal);

    /// <summary>A number.</summary>
    float Single(int ordinal);

    /// <summary>A number.</summary>
    double Double(int ordinal);

    /// <summary>A decimal from exact text.</summary>
    decimal Decimal(int ordinal);

    /// <summary>A decimal from a scaled integer.</summary>
    decimal ScaledDecimal(int ordinal, int scale);

    /// <summary>Text.</summary>
    string String(int ordinal);

    /// <summary>Text of one UTF-16 code unit.</summary>
    char Char(int ordinal);

    /// <summary>The text's UTF-8 bytes, valid until the next row.</summary>
    ReadOnlySpan<byte> Utf8(int ordinal);

    /// <summary>Bytes in an array of their own.</summary>
    byte[] Bytes(int ordinal);

    /// <summary>A Guid from 16 bytes.</summary>
    Guid Guid(int ordinal);

    /// <summary>A Guid from text.</summary>
    Guid GuidText(int ordinal);

    /// <summary>A hash from 32 bytes.</summary>
    Sha256 Sha256(int ordinal);

    /// <summary>A UTC time from microseconds.</summary>
    DateTimeOffset DateTimeOffset(int ordinal);

    /// <summary>A UTC time from ISO 8601 text.</summary>
    DateTimeOffset DateTimeOffsetText(int ordinal);

    /// <summary>A UTC time from seconds.</summary>
    DateTimeOffset DateTimeOffsetSeconds(int ordinal);

    /// <summary>A UTC time from microseconds.</summary>
    DateTime DateTime(int ordinal);

    /// <summary>A UTC time from ISO 8601 text.</summary>
    DateTime DateTimeText(int ordinal);

    /// <summary>A UTC time from seconds.</summary>
    DateTime DateTimeSeconds(int ordinal);

    /// <summary>A date from days.</summary>
    DateOnly DateOnly(int ordinal);

    /// <summary>A time of day from microseconds.</summary>
    TimeOnly TimeOnly(int ordinal);

    /// <summary>A duration from microseconds.</summary>
    TimeSpan TimeSpan(int ordinal);

    /// <summary>A vector in an array of its own.</summary>
    float[] Vector(int ordinal);

    /// <summary>A value from JSON text.</summary>
    T Json<T>(int ordinal, JsonTypeInfo<T> type);

    /// <summary>The exception for a stored value that isn't one of the type; the caller throws it.</summary>
    InvalidValueException Invalid(int ordinal, string reason);
}
