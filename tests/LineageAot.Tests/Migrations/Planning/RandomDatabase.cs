using System.Globalization;
using LineageAot.Schema;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>Tables that change at random from version to version, and rows for them.</summary>
internal sealed class RandomDatabase
{
    private readonly Random random;
    private readonly List<RandomTable> tables = [];
    private int names;

    public RandomDatabase(int seed)
    {
        random = new Random(seed);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            AddTable();
        }
    }

    /// <summary>Changes of the last step, for a failing test's message.</summary>
    public List<string> Changes { get; } = [];

    public IReadOnlyList<RandomTable> Tables => tables;

    public TableSchema[] ToSchema() => [.. tables.Select(static table => table.ToSchema())];

    /// <summary>The next version: one to four changes.</summary>
    public void Change()
    {
        Changes.Clear();
        foreach (var table in tables)
        {
            table.FormerName = null;
            table.Columns.ForEach(static column => column.FormerName = null);
        }

        for (var i = random.Next(1, 5); i > 0; i--)
        {
            ChangeOnce();
        }
    }

    /// <summary>INSERT statements that fill every table; parents first, their ids known.</summary>
    public IEnumerable<string> Rows(int count)
    {
        foreach (var table in tables)
        {
            for (var id = 1; id <= count; id++)
            {
                var columns = table.Columns.Where(static column => column.Computed is null).ToArray();
                yield return $"insert or ignore into \"{table.Name}\" ({string.Join(", ", columns.Select(static column => $"\"{column.Name}\""))}) values ({string.Join(", ", columns.Select(column => Value(table, column, id, count)))})";
            }
        }
    }

    private string Value(RandomTable table, RandomColumn column, int id, int count)
    {
        if (column.Name == "id")
        {
            return id.ToString(CultureInfo.InvariantCulture);
        }

        if (column.IsNullable && random.Next(4) == 0)
        {
            return "null";
        }

        if (table.References.Exists(reference => reference.Column == column))
        {
            return random.Next(1, count + 1).ToString(CultureInfo.InvariantCulture);
        }

        // What a check lets through: 0 to 2.
        var number = column.Check is not null ? random.Next(3) : random.Next(2) == 0 ? random.Next(6) : random.Next();
        return column.Type switch
        {
            "INTEGER" => number.ToString(CultureInfo.InvariantCulture),
            "REAL" => $"{number}.0",
            "TEXT" => random.Next(3) == 0 && column.Check is null ? $"'word {number}'" : $"'{number}'",
            _ => $"x'{number % 90 + 10}'",
        };
    }

    private void ChangeOnce()
    {
        var table = tables[random.Next(tables.Count)];
        var column = table.Columns[random.Next(table.Columns.Count)];
        var isFree = column.Name != "id" && column.Computed is null && !tables.Exists(other => other.References.Exists(reference => reference.Column == column));
        switch (random.Next(20))
        {
            case 0:
                Note($"new table {AddTable().Name}");
                break;
            case 1 when tables.Count > 1 && !tables.Exists(other => other != table && other.References.Exists(reference => reference.Parent == table)):
                Note($"table {table.Name} goes");
                tables.Remove(table);
                break;
            case 2 when table.FormerName is null:
                table.FormerName = table.Name;
                table.Name = NewName("table");
                Note($"table {table.FormerName} renamed to {table.Name}");
                break;
            case 3 when column.Name != "id" && column.FormerName is null && isFree:
                column.FormerName = column.Name;
                column.Name = NewName("column");
                Note($"{table.Name}.{column.FormerName} renamed to {column.Name}");
                break;
            case 4 or 5 or 6:
                AddColumn(table);
                break;
            case 7 or 8 when column.Name != "id":
                RemoveColumn(table, column);
                break;
            case 9 when isFree:
                column.Type = RandomTable.NewColumn(random, "").Type;
                column.Default = column.Default is null ? null : Literal(column.Type);
                column.Check = null;
                Note($"{table.Name}.{column.Name} becomes {column.Type}");
                break;
            case 10 or 11 when isFree:
                column.IsNullable = !column.IsNullable;
                Note($"{table.Name}.{column.Name} nullable: {column.IsNullable}");
                break;
            case 12 when isFree:
                column.Default = column.Default is null ? Literal(column.Type) : null;
                Note($"{table.Name}.{column.Name} default {column.Default}");
                break;
            case 13 when isFree && column.Type is "INTEGER" or "REAL":
                column.Check = column.Check is null ? "{0} in (0, 1, 2)" : random.Next(2) == 0 ? "{0} in (0, 1, 2, 3)" : random.Next(2) == 0 ? "{0} in (0, 1)" : null;
                Note($"{table.Name}.{column.Name} check {column.Check}");
                break;
            case 14 when isFree && column.Type == "TEXT":
                column.IsNoCase = !column.IsNoCase;
                Note($"{table.Name}.{column.Name} nocase {column.IsNoCase}");
                break;
            case 15 when isFree:
                Toggle(table.Uniques, unique => unique[0] == column, [column]);
                Note($"{table.Name} unique {column.Name}");
                break;
            case 16 when isFree && table.Columns.Exists(other => other != column):
                table.Indexes.RemoveAll(index => index.Columns[0] == column);
                if (random.Next(3) > 0)
                {
                    table.Indexes.Add(([column], random.Next(4) == 0, random.Next(2) == 0, random.Next(2) == 0));
                }

                Note($"{table.Name} index {column.Name}");
                break;
            case 17:
                table.IsStrict = random.Next(4) > 0 || table.IsWithoutRowId;
                table.IsWithoutRowId = random.Next(4) == 0;
                Note($"{table.Name} strict {table.IsStrict}, without row ids {table.IsWithoutRowId}");
                break;
            case 18:
                AddReference(table);
                break;
            case 19:
                table.IsImmutable = !table.IsImmutable;
                Note($"{table.Name} immutable {table.IsImmutable}");
                break;
        }
    }

    private RandomTable AddTable()
    {
        var table = new RandomTable { Name = NewName("table") };
        table.Columns.Add(new RandomColumn { Name = "id", Type = "INTEGER" });
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            table.Columns.Add(RandomTable.NewColumn(random, NewName("column")));
        }

        tables.Add(table);
        return table;
    }

    private void AddColumn(RandomTable table)
    {
        var column = RandomTable.NewColumn(random, NewName("column"));
        switch (random.Next(4))
        {
            case 0:
                column.Type = "INTEGER";
                column.IsNullable = true;
                column.Computed = random.Next(2) == 0 ? "STORED" : "VIRTUAL";
                break;
            case 1:
                column.Default = Literal(column.Type);
                break;
        }

        if (column is { Computed: null, Type: "INTEGER" } && random.Next(2) == 0)
        {
            column.Check = "{0} in (0, 1, 2)";
        }

        table.Columns.Insert(random.Next(1, table.Columns.Count + 1), column);
        Note($"{table.Name}.{column.Name} new: {column.ToSql()} {column.Check}");
    }

    private void RemoveColumn(RandomTable table, RandomColumn column)
    {
        table.Columns.Remove(column);
        table.Uniques.RemoveAll(unique => unique.Contains(column));
        table.Indexes.RemoveAll(index => index.Columns.Contains(column));
        table.References.RemoveAll(reference => reference.Column == column);
        Note($"{table.Name}.{column.Name} goes");
    }

    private void AddReference(RandomTable table)
    {
        var parent = tables[random.Next(tables.Count)];
        var isBefore = tables.IndexOf(parent) <= tables.IndexOf(table);
        if (table.References.Count > 0 && random.Next(2) == 0)
        {
            var (column, old, _) = table.References[0];
            table.References[0] = (column, old, random.Next(2) == 0 ? " ON DELETE CASCADE" : "");
            Note($"{table.Name} another action");
        }
        else if (isBefore)
        {
            var column = new RandomColumn { Name = NewName("column"), Type = "INTEGER", IsNullable = true };
            table.Columns.Add(column);
            table.References.Add((column, parent, random.Next(2) == 0 ? " ON DELETE SET NULL" : ""));
            Note($"{table.Name}.{column.Name} points at {parent.Name}");
        }
    }

    private static void Toggle<T>(List<T> list, Predicate<T> match, T value)
    {
        if (list.RemoveAll(match) == 0)
        {
            list.Add(value);
        }
    }

    private string Literal(string type) => type switch
    {
        "INTEGER" => random.Next(3).ToString(CultureInfo.InvariantCulture),
        "REAL" => "1.0",
        "TEXT" => "'1'",
        _ => "x'31'",
    };

    private string NewName(string stem) => $"{stem}{++names}";

    private void Note(string change) => Changes.Add(change);
}
