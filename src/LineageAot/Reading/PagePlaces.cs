using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>The places between rows where pages end.</summary>
internal static class PagePlaces
{
    private const int LargestPage = 100_000;

    /// <summary>Refuses what can't be asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size isn't in its range.</exception>
    /// <exception cref="ArgumentException">The cursor is another query's or table's, or the order has changed since.</exception>
    public static void Check(PageStatement page, int size, Cursor? after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestPage);
        if (after is null)
        {
            return;
        }

        if (after.Table != page.Scope)
        {
            throw new ArgumentException(Stranger(page, after), nameof(after));
        }

        if (!Fits(page, after.Key))
        {
            throw new ArgumentException(page.Table is { } table
                ? $"The cursor doesn't fit the key of table '{table.Name}', which may have changed since. Start again from the first page."
                : $"The cursor doesn't fit the order of {page.First.Name}, whose columns may have changed since. Start again from the first page.", nameof(after));
        }
    }

    /// <summary>The place behind the current row.</summary>
    public static Cursor After(PageStatement page, Statement statement)
    {
        var key = new StoredValue[page.Keys.Length];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = StoredValue.Of(statement, page.Keys[i].Ordinal);
        }

        return new Cursor(page.Scope, key);
    }

    /// <summary>The rows before and after a place must differ in the order's columns: behind an equal one the next page would leave a row out.</summary>
    /// <exception cref="QueryException">They don't.</exception>
    public static void CheckApart(PageStatement page, Cursor place, Statement statement)
    {
        for (var i = 0; i < page.Keys.Length; i++)
        {
            var next = StoredValue.Of(statement, page.Keys[i].Ordinal);
            var last = place.Key[i];
            if (next.Type != last.Type || next.Number != last.Number || !next.Bytes.AsSpan().SequenceEqual(last.Bytes))
            {
                return;
            }
        }

        var columns = Array.ConvertAll(page.Keys, key => statement.ColumnName(key.Ordinal));
        throw new QueryException($"{page.First.Name} found two rows with the same {string.Join(", ", columns)}, so that a page can't end between them. Add a column to its ORDER BY that tells them apart, a key for instance.")
        {
            Operation = page.First.Name,
            Columns = columns,
        };
    }

    private static string Stranger(PageStatement page, Cursor after)
    {
        if (page.Table is { } table)
        {
            return $"The cursor belongs to another table than '{table.Name}'. Use it with the table whose page it came from.";
        }

        var end = page.Scope.LastIndexOf('/');
        return after.Table.StartsWith(page.Scope[..(end + 1)], StringComparison.Ordinal)
            ? $"The order of {page.First.Name} has changed since the cursor was made. Start again from the first page."
            : $"The cursor belongs to another query than {page.First.Name}. Use it with the method whose page it came from.";
    }

    private static bool Fits(PageStatement page, StoredValue[] key)
    {
        if (key.Length != page.Keys.Length)
        {
            return false;
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (!Fits(page.Table, key[i].Type, page.Keys[i].Type))
            {
                return false;
            }
        }

        return true;
    }

    // A STRICT table's columns have their types, those of another table may have any, and a query's are read as numbers or as bytes.
    private static bool Fits(TableSchema? table, ColumnType given, ColumnType expected)
        => given == expected || (table is null ? IsNumber(given) == IsNumber(expected) && expected != ColumnType.Integer : !table.IsStrict);

    private static bool IsNumber(ColumnType type) => type is ColumnType.Integer or ColumnType.Real;
}
