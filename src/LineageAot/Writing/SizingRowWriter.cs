using System.Text.Json.Serialization.Metadata;
using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>Adds up roughly how many bytes a row takes, for the bounds of the queue; never fails.</summary>
internal struct SizingRowWriter : IRowWriter
{
    private const int Fixed = 9, JsonGuess = 256;

    public long Bytes { get; private set; }

    public static long SizeOf<T>(T row) where T : class, IRow<T>
    {
        var writer = new SizingRowWriter();
        try
        {
            T.Write(row, ref writer);
        }
        catch (InvalidValueException)
        {
            // An enum value out of range, say: the real writer refuses it in its turn and names the column.
        }

        return writer.Bytes;
    }

    public void Null(int ordinal) => Bytes++;

    public void Boolean(int ordinal, bool value) => Bytes++;

    public void Int64(int ordinal, long value) => Bytes += Fixed;

    public void UInt64(int ordinal, ulong value) => Bytes += Fixed;

    public void Double(int ordinal, double value) => Bytes += Fixed;

    public void Decimal(int ordinal, decimal value) => Bytes += 32;

    public void ScaledDecimal(int ordinal, decimal value, int scale) => Bytes += Fixed;

    public void String(int ordinal, string? value) => Bytes += value?.Length ?? 1;

    public void Char(int ordinal, char value) => Bytes++;

    public void ConstantUtf8(int ordinal, ReadOnlySpan<byte> value) => Bytes += value.Length;

    void IRowWriter.Bytes(int ordinal, ReadOnlySpan<byte> value) => Bytes += value.Length;

    public void Memory(int ordinal, ReadOnlyMemory<byte> value) => Bytes += value.Length;

    public void Guid(int ordinal, Guid value) => Bytes += 16;

    public void GuidText(int ordinal, Guid value) => Bytes += 36;

    public void Sha256(int ordinal, in Sha256 value) => Bytes += LineageAot.Sha256.Size;

    public void DateTimeOffset(int ordinal, DateTimeOffset value) => Bytes += Fixed;

    public void DateTimeOffsetText(int ordinal, DateTimeOffset value) => Bytes += 27;

    public void DateTimeOffsetSeconds(int ordinal, DateTimeOffset value) => Bytes += Fixed;

    public void DateTime(int ordinal, DateTime value) => Bytes += Fixed;

    public void DateTimeText(int ordinal, DateTime value) => Bytes += 27;

    public void DateTimeSeconds(int ordinal, DateTime value) => Bytes += Fixed;

    public void DateOnly(int ordinal, DateOnly value) => Bytes += Fixed;

    public void TimeOnly(int ordinal, TimeOnly value) => Bytes += Fixed;

    public void TimeSpan(int ordinal, TimeSpan value) => Bytes += Fixed;

    public void Vector(int ordinal, ReadOnlySpan<float> value) => Bytes += value.Length * (long)sizeof(float);

    public void Json<T>(int ordinal, T value, JsonTypeInfo<T> type) => Bytes += JsonGuess;

    public void List<TList>(int ordinal, in TList list) where TList : struct, IParameters => list.Bind(ref this);

    public InvalidValueException Invalid(int ordinal, string reason) => new(reason);
}
