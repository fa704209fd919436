using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Schema;

/// <summary>
/// Takes the values of a row or of a statement's parameters, each under its number from 0. An engine's struct implements it;
/// how each type is stored is the engine's rule (for SQLite see the table in docs/aot.md). Values stay untouched until the statement has run.
/// </summary>
/// <remarks>Every method throws <see cref="InvalidValueException"/> for a value that the engine would change silently.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRowWriter
{
    /// <summary>NULL.</summary>
    void Null(int ordinal);

    /// <summary>A truth value.</summary>
    void Boolean(int ordinal, bool value);

    /// <summary>Any integer type up to 64 bits signed.</summary>
    void Int64(int ordinal, long value);

    /// <summary>An unsigned integer; refused above <see cref="long.MaxValue"/>.</summary>
    void UInt64(int ordinal, ulong value);

    /// <summary>A float or double; NaN is refused.</summary>
    void Double(int ordinal, double value);

    /// <summary>A decimal as exact text.</summary>
    void Decimal(int ordinal, decimal value);

    /// <summary>A decimal as an integer of <paramref name="scale"/> places; refused where digits would be lost.</summary>
    void ScaledDecimal(int ordinal, decimal value, int scale);

    /// <summary>Text; null is NULL; lone surrogates are refused.</summary>
    void String(int ordinal, string? value);

    /// <summary>One UTF-16 code unit as text; a lone surrogate is refused.</summary>
    void Char(int ordinal, char value);

    /// <summary>A constant text in UTF-8, whose memory never moves or goes (a <c>u8</c> literal).</summary>
    void ConstantUtf8(int ordinal, ReadOnlySpan<byte> value);

    /// <summary>Bytes; empty isn't NULL. The memory is not touched after the statement has run.</summary>
    void Bytes(int ordinal, ReadOnlySpan<byte> value);

    /// <summary>Bytes that may be pinned in place; empty isn't NULL.</summary>
    void Memory(int ordinal, ReadOnlyMemory<byte> value);

    /// <summary>A Guid as 16 bytes, big-endian.</summary>
    void Guid(int ordinal, Guid value);

    /// <summary>A Guid as text of 36 characters.</summary>
    void GuidText(int ordinal, Guid value);

    /// <summary>A hash as 32 bytes.</summary>
    void Sha256(int ordinal, in Sha256 value);

    /// <summary>A time as microseconds since 1970 UTC.</summary>
    void DateTimeOffset(int ordinal, DateTimeOffset value);

    /// <summary>A time as ISO 8601 text in UTC.</summary>
    void DateTimeOffsetText(int ordinal, DateTimeOffset value);

    /// <summary>A time as whole seconds since 1970 UTC.</summary>
    void DateTimeOffsetSeconds(int ordinal, DateTimeOffset value);

    /// <summary>A UTC time as microseconds since 1970; other kinds are refused.</summary>
    void DateTime(int ordinal, DateTime value);

    /// <summary>A UTC time as ISO 8601 text; other kinds are refused.</summary>
    void DateTimeText(int ordinal, DateTime value);

    /// <summary>A UTC time as whole seconds since 1970; other kinds are refused.</summary>
    void DateTimeSeconds(int ordinal, DateTime value);

    /// <summary>A date as days since 1970-01-01.</summary>
    void DateOnly(int ordinal, DateOnly value);

    /// <summary>A time of day as microseconds since midnight.</summary>
    void TimeOnly(int ordinal, TimeOnly value);

    /// <summary>A duration as microseconds.</summary>
    void TimeSpan(int ordinal, TimeSpan value);

    /// <summary>A vector as 32-bit floats, little-endian.</summary>
    void Vector(int ordinal, ReadOnlySpan<float> value);

    /// <summary>Any value as JSON text.</summary>
    void Json<T>(int ordinal, T value, JsonTypeInfo<T> type);

    /// <summary>Many values as one parameter, which the statement takes apart again; the list writes each under number 0. None may be NULL.</summary>
    void List<TList>(int ordinal, in TList list) where TList : struct, IParameters;

    /// <summary>The exception for a value that can't be stored under this number; the caller throws it.</summary>
    InvalidValueException Invalid(int ordinal, string reason);
}
