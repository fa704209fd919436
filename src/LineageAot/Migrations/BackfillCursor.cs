using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Where an unfinished backfill stands, as the ledger keeps it in a text: <c>step rows total end last</c>. A key's values are joined by commas, each a
/// letter for its type and its content, so that they come back bit by bit.
/// </summary>
/// <param name="Step">Which of the migration's backfills, from 0.</param>
internal sealed record BackfillCursor(int Step)
{
    /// <summary>Rows gone over.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that the table had when the step began.</summary>
    public long TotalRows { get; init; }

    /// <summary>The greatest key that the table had then: what a trigger adds behind it isn't walked over for ever. Null: the step hasn't begun.</summary>
    public StoredValue[]? End { get; init; }

    /// <summary>The last key of the finished batches; null: there is none yet.</summary>
    public StoredValue[]? Last { get; init; }

    /// <exception cref="MigrationStepException">Somebody has written something else there.</exception>
    public static BackfillCursor Parse(string text)
    {
        try
        {
            var parts = text.Split(' ');
            var step = int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
            return parts.Length == 1 ? new BackfillCursor(step) : new BackfillCursor(step)
            {
                Rows = long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture),
                TotalRows = long.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture),
                End = Key(parts[3]),
                Last = parts.Length > 4 ? Key(parts[4]) : null,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new MigrationStepException($"The column 'backfill' of its line in {MigrationLedger.TableName} holds no place in a table. Set it to '0', and the backfill begins anew.", e);
        }
    }

    public override string ToString() => End is null
        ? Step.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Step} {Rows} {TotalRows} {Text(End)}{(Last is null ? "" : " " + Text(Last))}");

    private static string Text(StoredValue[] key)
    {
        var texts = new string[key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            texts[i] = key[i].Type switch
            {
                ColumnType.Integer => string.Create(CultureInfo.InvariantCulture, $"i{key[i].Number}"),
                ColumnType.Real => string.Create(CultureInfo.InvariantCulture, $"r{key[i].Number}"),
                ColumnType.Text => $"t{Convert.ToHexString(key[i].Bytes)}",
                _ => $"b{Convert.ToHexString(key[i].Bytes)}",
            };
        }

        return string.Join(',', texts);
    }

    private static StoredValue[] Key(string text)
    {
        var parts = text.Split(',');
        var values = new StoredValue[parts.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var content = parts[i][1..];
            values[i] = parts[i][0] switch
            {
                'i' => new StoredValue(ColumnType.Integer, long.Parse(content, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), []),
                'r' => new StoredValue(ColumnType.Real, long.Parse(content, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), []),
                't' => new StoredValue(ColumnType.Text, 0, Convert.FromHexString(content)),
                'b' => new StoredValue(ColumnType.Blob, 0, Convert.FromHexString(content)),
                _ => throw new FormatException(),
            };
        }

        return values;
    }
}
