using System.Text;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>A value in its storage form, apart from any row.</summary>
/// <param name="Type">How SQLite keeps it.</param>
/// <param name="Number">An integer, or the bits of a real.</param>
/// <param name="Bytes">A blob, or a text's UTF-8.</param>
internal readonly record struct StoredValue(ColumnType Type, long Number, byte[] Bytes)
{
    /// <summary>A copy of a column of the current row, of whatever type it is.</summary>
    /// <exception cref="InvalidValueException">It is NULL.</exception>
    public static StoredValue Of(Statement statement, int ordinal)
    {
        var reader = new SqliteRowReader(statement);
        return statement.ColumnType(ordinal) switch
        {
            SqliteConstants.TypeInteger => new(ColumnType.Integer, reader.Int64(ordinal), []),
            SqliteConstants.TypeReal => new(ColumnType.Real, BitConverter.DoubleToInt64Bits(reader.Double(ordinal)), []),
            SqliteConstants.TypeText => new(ColumnType.Text, 0, reader.Bytes(ordinal)),
            _ => new(ColumnType.Blob, 0, reader.Bytes(ordinal)),
        };
    }

    /// <summary>Binds it.</summary>
    public void Bind<TWriter>(ref TWriter writer, int ordinal) where TWriter : IRowWriter, allows ref struct
    {
        switch (Type)
        {
            case ColumnType.Integer:
                writer.Int64(ordinal, Number);
                break;
            case ColumnType.Real:
                writer.Double(ordinal, BitConverter.Int64BitsToDouble(Number));
                break;
            case ColumnType.Text:
                writer.String(ordinal, Encoding.UTF8.GetString(Bytes));
                break;
            default:
                writer.Memory(ordinal, Bytes);
                break;
        }
    }
}
