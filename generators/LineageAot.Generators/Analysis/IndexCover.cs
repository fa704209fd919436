using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;

namespace LineageAot.Generators.Analysis;

/// <summary>Finds the index that does all that another one does.</summary>
internal static class IndexCover
{
    /// <summary>What covers an index: its name in a message and its columns; null where nothing does.</summary>
    public static (string What, IReadOnlyList<int> Columns)? Of(TableModel table, int place)
    {
        var index = table.Indexes[place];
        if (index.Where is null && Begins(index, table.Key, []) && (!index.IsUnique || (index.Columns.Count == table.Key.Count && !IsMerged(table, index))))
        {
            return ("key", table.Key);
        }

        for (var other = 0; other < table.Indexes.Count; other++)
        {
            if (other != place && Covers(table.Indexes[other], other, index, place))
            {
                return (table.Indexes[other].IsUnique ? "unique index" : "index", table.Indexes[other].Columns);
            }
        }

        return null;
    }

    private static bool Covers(IndexModel other, int otherPlace, IndexModel index, int place)
    {
        // Another filter holds other rows, and one without a filter holds more than a small index is meant to.
        if (other.Where?.Trim() != index.Where?.Trim() || !Begins(index, other.Columns, other.Descending))
        {
            return false;
        }

        var isSame = index.Columns.Count == other.Columns.Count;
        return index.IsUnique
            // Only the same columns are kept unique by it. Of two the later one is reported, and SQLite itself makes one index of two constraints.
            ? isSame && other.IsUnique && !(index.IsConstraint && other.IsConstraint) && otherPlace < place
            : !isSame || other.IsUnique || otherPlace < place;
    }

    /// <summary>A constraint over the key is merged with the key's index by SQLite, unless the key is the rowid and has none.</summary>
    private static bool IsMerged(TableModel table, IndexModel index)
        => index.IsConstraint && (table.IsWithoutRowId || table.Key.Count > 1 || table.Columns[table.Key[0]].Value.SqlType != SqlType.Integer);

    /// <summary>The index is the beginning of the columns, in their directions or all against them: SQLite reads an index both ways.</summary>
    private static bool Begins(IndexModel index, IReadOnlyList<int> columns, IReadOnlyList<bool> descending)
    {
        if (index.Columns.Count > columns.Count || !index.Columns.SequenceEqual(columns.Take(index.Columns.Count)))
        {
            return false;
        }

        var turns = Enumerable.Range(0, index.Columns.Count).Select(place => IsDescending(index.Descending, place) != IsDescending(descending, place)).Distinct();
        return turns.Count() == 1;
    }

    private static bool IsDescending(IReadOnlyList<bool> descending, int place) => descending.Count > 0 && descending[place];
}
