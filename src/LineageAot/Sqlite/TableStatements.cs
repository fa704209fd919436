using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>The statements of one table, with their slots. One instance a record type, made on first use.</summary>
internal sealed class TableStatements
{
    public const string ByKey = " by key";

    public TableStatements(TableSchema table)
    {
        Table = table;
        ReturnsRow = table.Columns.Any(column => column.Computed is not null || column is { Default: not null, IsNullable: true, Role: ColumnRole.None });
        HasVersion = table.Columns.Any(column => column.Role == ColumnRole.RowVersion);
        Insert = Of(TableSql.Insert(table, orNothing: false, ReturnsRow), $"insert into {table.Name}");
        InsertWithoutRow = ReturnsRow ? Of(TableSql.Insert(table, orNothing: false, returning: false), $"insert into {table.Name}") : Insert;
        TryInsert = Of(TableSql.Insert(table, orNothing: true, returning: false), $"insert into {table.Name}");
        InsertUnlessKeyExists = Of(TableSql.InsertUnlessKeyExists(table), $"upsert into {table.Name}");
        Update = Of(TableSql.Update(table, ReturnsRow), $"update {table.Name}");
        UpdateIfDifferent = Of(TableSql.UpdateIfDifferent(table), $"upsert into {table.Name}");
        Delete = Of(TableSql.Delete(table), $"delete from {table.Name}{ByKey}");
        Find = Of(TableSql.Find(table), $"find {table.Name}{ByKey}");
        Exists = Of(TableSql.Exists(table), $"exists {table.Name}{ByKey}");
        Count = Of(TableSql.Count(table), $"count {table.Name}");
        All = Of(TableSql.All(table), $"all {table.Name}");
        Page = new(
            Of(TableSql.FirstPage(table), $"page {table.Name}"),
            Of(TableSql.NextPage(table), $"page {table.Name}{ByKey}"),
            table.Name,
            parameters: 0,
            Array.ConvertAll(table.Key, position => new PageKey(position, table.Columns[position].Type))) { Table = table };
    }

    public TableSchema Table { get; }

    /// <summary>SQLite fills in columns (computed, defaults), so that a written row is read back through RETURNING.</summary>
    public bool ReturnsRow { get; }

    public bool HasVersion { get; }

    public SqlStatement Insert { get; }

    public SqlStatement InsertWithoutRow { get; }

    public SqlStatement TryInsert { get; }

    public SqlStatement InsertUnlessKeyExists { get; }

    public SqlStatement Update { get; }

    public SqlStatement UpdateIfDifferent { get; }

    public SqlStatement Delete { get; }

    public SqlStatement Find { get; }

    public SqlStatement Exists { get; }

    public SqlStatement Count { get; }

    public SqlStatement All { get; }

    public PageStatement Page { get; }

    private SqlStatement Of(string sql, string name) => new(sql, name) { Collection = Table.Name };
}

/// <summary>Where the statements of a record type are kept.</summary>
/// <typeparam name="T">The record.</typeparam>
internal static class TableStatements<T> where T : IRow<T>
{
    public static readonly TableStatements Instance = new(T.Schema);
}
