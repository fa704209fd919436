using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema;

namespace LineageAot.Generators.Emission;

/// <summary>A finder: the rows whose columns have given values, by an index that serves it.</summary>
internal sealed class FinderModel
{
    private FinderModel(TableModel table, IReadOnlyList<int> columns, IReadOnlyList<string> order, string? where, bool isUnique)
    {
        Columns = columns.Select(place => table.Columns[place]).ToArray();
        IsUnique = isUnique;
        Where = where;
        Suffix = string.Join("And", Columns.Select(static column => column.PropertyName.TrimStart('@')));
        Sql = Select(table, order);
    }

    public IReadOnlyList<ColumnModel> Columns { get; }

    /// <summary>At most one row is found.</summary>
    public bool IsUnique { get; }

    /// <summary>The condition of the partial index that serves it.</summary>
    public string? Where { get; }

    /// <summary>The part of the method's name that names the properties.</summary>
    public string Suffix { get; }

    public string Sql { get; }

    /// <summary>A nullable column of a list finder may be asked for NULL; unique rows are found by a value only.</summary>
    public bool AcceptsNull(ColumnModel column) => column.IsNullable && !IsUnique;

    /// <summary>All finders of a table: unique ones first, then the leading columns of every index, each set of names once.</summary>
    public static IReadOnlyList<FinderModel> All(TableModel table)
    {
        var finders = new List<FinderModel>();
        var taken = new HashSet<string>();
        var keySet = new HashSet<int>(table.Key);
        var indexes = table.Indexes.OrderBy(static index => index.Where is null ? 0 : 1).ToArray();
        foreach (var index in indexes.Where(static index => index.IsUnique))
        {
            if (!keySet.SetEquals(index.Columns))
            {
                Add(new FinderModel(table, index.Columns, [], index.Where, isUnique: true));
            }
        }

        if (table.Key.Count > 1)
        {
            AddLeading(table.Key, [], null, table.Key.Count - 1);
        }

        foreach (var index in indexes)
        {
            AddLeading(index.Columns, index.Descending, index.Where, index.IsUnique ? index.Columns.Count - 1 : index.Columns.Count);
        }

        return finders;

        void AddLeading(IReadOnlyList<int> columns, IReadOnlyList<bool> descending, string? where, int longest)
        {
            for (var count = 1; count <= longest; count++)
            {
                var leading = columns.Take(count).ToArray();
                if (keySet.SetEquals(leading) || IsUnique(leading))
                {
                    continue;
                }

                var order = Enumerable.Range(count, columns.Count - count)
                    .Select(place => SqlIdentifier.Quote(table.Columns[columns[place]].Name) + (descending.Count > 0 && descending[place] ? " DESC" : ""));
                Add(new FinderModel(table, leading, order.ToArray(), where, isUnique: false));
            }
        }

        bool IsUnique(int[] columns) => indexes.Any(index => index is { IsUnique: true, Where: null } && new HashSet<int>(index.Columns).SetEquals(columns));

        void Add(FinderModel finder)
        {
            if (finder.Columns.All(static column => column.Value.IsScalar) && taken.Add(finder.Suffix))
            {
                finders.Add(finder);
            }
        }
    }

    private string Select(TableModel table, IReadOnlyList<string> order)
    {
        var conditions = Columns.Select(column => $"{SqlIdentifier.Quote(column.Name)} {(AcceptsNull(column) ? "IS" : "=")} @{Names.CamelCase(column.PropertyName.TrimStart('@')).TrimStart('@')}").ToList();
        if (Where is not null)
        {
            conditions.Add($"({Where})");
        }

        return $"SELECT {DdlEmitter.List(table.Columns.Select(static column => column.Name))}\nFROM {SqlIdentifier.Quote(table.Name)}\nWHERE {string.Join(" AND ", conditions)}"
            + (order.Count > 0 ? $"\nORDER BY {string.Join(", ", order)}" : "");
    }
}
