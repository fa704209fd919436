using System.Globalization;
using System.Text;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// The statements of a table, made from its schema. Whole-row statements number their parameters by the row's writable columns, so
/// that one <c>Write</c> serves insert, update and upsert; key statements number them by the key's columns. Loops rather than queries over
/// structs: each of those would bring its own copy of LINQ into a NativeAOT binary.
/// </summary>
internal static class TableSql
{
    public static ColumnSchema[] Writable(TableSchema table) => [.. table.Columns.Where(column => column.Computed is null)];

    public static string SelectList(TableSchema table) => string.Join(", ", table.Columns.Select(column => SqlIdentifier.Quote(column.Name)));

    public static string KeyList(TableSchema table) => string.Join(", ", KeyColumns(table).Select(column => SqlIdentifier.Quote(column.Name)));

    public static ColumnSchema[] KeyColumns(TableSchema table) => Array.ConvertAll(table.Key, position => table.Columns[position]);

    public static string Insert(TableSchema table, bool orNothing, bool returning)
    {
        var columns = Writable(table);
        var sql = new StringBuilder($"insert into {SqlIdentifier.Quote(table.Name)} (");
        sql.AppendJoin(", ", columns.Select(column => SqlIdentifier.Quote(column.Name))).Append(") values (");
        for (var i = 0; i < columns.Length; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Append(Value(columns[i], i));
        }

        sql.Append(')');
        if (orNothing)
        {
            sql.Append(" on conflict do nothing");
        }

        if (returning)
        {
            sql.Append(" returning ").Append(SelectList(table));
        }

        return sql.ToString();
    }

    public static string InsertUnlessKeyExists(TableSchema table) => $"{Insert(table, orNothing: false, returning: false)} on conflict ({KeyList(table)}) do nothing";

    public static string Update(TableSchema table, bool returning)
    {
        var columns = Writable(table);
        var assignments = new List<string>();
        var version = "";
        for (var i = 0; i < columns.Length; i++)
        {
            var assignment = $"{SqlIdentifier.Quote(columns[i].Name)} = {Parameter(i)}";
            if (columns[i].Role != ColumnRole.CreatedAt && !IsKey(table, columns[i]))
            {
                assignments.Add(assignment);
            }

            if (columns[i].Role == ColumnRole.RowVersion)
            {
                version = $" and {assignment} - 1";
            }
        }

        if (assignments.Count == 0)
        {
            assignments.Add(KeyToItself(table));
        }

        return $"update {SqlIdentifier.Quote(table.Name)} set {string.Join(", ", assignments)} where {KeyCondition(table, columns)}{version}"
            + (returning ? $" returning {SelectList(table)}" : "");
    }

    /// <summary>The second half of an upsert: writes the row only where something other than stamps and version differs.</summary>
    public static string UpdateIfDifferent(TableSchema table)
    {
        var name = SqlIdentifier.Quote(table.Name);
        var columns = Writable(table);
        var assignments = new List<string>();
        var differences = new List<string>();
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            var quoted = SqlIdentifier.Quote(column.Name);
            switch (column.Role)
            {
                case ColumnRole.CreatedAt:
                    break;
                case ColumnRole.RowVersion:
                    assignments.Add($"{quoted} = {quoted} + 1");
                    break;
                case ColumnRole.UpdatedAt:
                    assignments.Add($"{quoted} = {Parameter(i)}");
                    break;
                default:
                    if (!IsKey(table, column))
                    {
                        // As an insert would have stored it: a null takes the default, so that writing the same row again changes nothing.
                        var value = Value(column, i);
                        assignments.Add($"{quoted} = {value}");

                        // Compared as bytes: a NOCASE column whose case alone changed is a change.
                        differences.Add(column.Type == ColumnType.Text ? $"{quoted} is not {value} collate binary" : $"{quoted} is not {value}");
                    }

                    break;
            }
        }

        return differences.Count == 0
            ? $"update {name} set {KeyToItself(table)} where false"
            : $"update {name} set {string.Join(", ", assignments)} where {KeyCondition(table, columns)} and ({string.Join(" or ", differences)})";
    }

    public static string Delete(TableSchema table) => $"delete from {SqlIdentifier.Quote(table.Name)} where {KeyCondition(table)}";

    public static string Find(TableSchema table) => $"select {SelectList(table)} from {SqlIdentifier.Quote(table.Name)} where {KeyCondition(table)}";

    public static string Exists(TableSchema table) => $"select 1 from {SqlIdentifier.Quote(table.Name)} where {KeyCondition(table)}";

    public static string Count(TableSchema table) => $"select count(*) from {SqlIdentifier.Quote(table.Name)}";

    public static string All(TableSchema table) => $"select {SelectList(table)} from {SqlIdentifier.Quote(table.Name)} order by {KeyList(table)}";

    public static string FirstPage(TableSchema table) => $"{All(table)} limit ?1";

    /// <summary>A row-value comparison: SQLite answers it from the key's index (https://sqlite.org/rowvalue.html#scrolling_window_queries).</summary>
    public static string NextPage(TableSchema table)
    {
        var parameters = string.Join(", ", KeyColumns(table).Select((_, i) => Parameter(i)));
        return $"select {SelectList(table)} from {SqlIdentifier.Quote(table.Name)} where ({KeyList(table)}) > ({parameters}) order by {KeyList(table)} limit {Parameter(table.Key.Length)}";
    }

    /// <summary>For a row that broke a foreign key: one text per key that yields a row where the parent is missing.</summary>
    public static string MissingParent(TableSchema table, ForeignKeySchema key)
    {
        var columns = Writable(table);
        var present = new string[key.Columns.Length];
        var same = new string[key.Columns.Length];
        for (var i = 0; i < present.Length; i++)
        {
            var parameter = Parameter(Array.FindIndex(columns, column => column.Name == key.Columns[i]));
            present[i] = $"{parameter} is not null";
            same[i] = $"{SqlIdentifier.Quote(key.ParentColumns[i])} = {parameter}";
        }

        return $"select 1 where {string.Join(" and ", present)} and not exists (select 1 from {SqlIdentifier.Quote(key.ParentTable)} where {string.Join(" and ", same)})";
    }

    /// <summary>The column that a parameter of one of the table's own statements stands for.</summary>
    public static string ParameterColumn(TableSchema table, SqlStatement statement, int ordinal)
    {
        var columns = statement.Name.EndsWith(TableStatements.ByKey, StringComparison.Ordinal) ? KeyColumns(table) : Writable(table);
        return ordinal < columns.Length ? columns[ordinal].Name : Parameter(ordinal);
    }

    private static bool IsKey(TableSchema table, ColumnSchema column) => Array.Exists(table.Key, position => ReferenceEquals(table.Columns[position], column));

    private static string KeyToItself(TableSchema table)
    {
        var key = SqlIdentifier.Quote(KeyColumns(table)[0].Name);
        return $"{key} = {key}";
    }

    private static string KeyCondition(TableSchema table) => string.Join(" and ", KeyColumns(table).Select((column, i) => $"{SqlIdentifier.Quote(column.Name)} = {Parameter(i)}"));

    private static string KeyCondition(TableSchema table, ColumnSchema[] columns)
        => string.Join(" and ", KeyColumns(table).Select(column => $"{SqlIdentifier.Quote(column.Name)} = {Parameter(Array.IndexOf(columns, column))}"));

    private static string Value(ColumnSchema column, int position)
    {
        if (column is { IsGenerated: true, Type: ColumnType.Integer })
        {
            return $"nullif({Parameter(position)}, 0)";
        }

        // The default of a stamp is for rows that others write; the library always gives a value.
        return column is { Default: { } sql, IsNullable: true, Role: ColumnRole.None } ? $"coalesce({Parameter(position)}, ({sql}))" : Parameter(position);
    }

    private static string Parameter(int ordinal) => "?" + (ordinal + 1).ToString(CultureInfo.InvariantCulture);
}
