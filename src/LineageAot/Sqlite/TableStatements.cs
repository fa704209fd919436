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
        Insert = new(TableSql.Insert(table, orNothing: false, ReturnsRow), $"insert into {table.Name}");
        InsertWithoutRow = ReturnsRow ? new(TableSql.Insert(table, orNothing: false, returning: false), $"insert into {table.Name}") : Insert;
        TryInsert = new(TableSql.Insert(table, orNothing: true, returning: false), $"insert into {table.Name}");
        InsertUnlessKeyExists = new(TableSql.InsertUnlessKeyExists(table), $"upsert into {table.Name}");
        Update = new(TableSql.Update(table, ReturnsRow), $"update {table.Name}");
        UpdateIfDifferent = new(TableSql.UpdateIfDifferent(table), $"upsert into {table.Name}");
        Delete = new(TableSql.Delete(table), $"delete from {table.Name}{ByKey}");
        Find = new(TableSql.Find(table), $"find {table.Name}{ByKey}");
        Exists = new(TableSql.Exists(table), $"exists {table.Name}{ByKey}");
        Count = new(TableSql.Count(table), $"count {table.Name}");
        All = new(TableSql.All(table), $"all {table.Name}");
        Page = new(
            new(TableSql.FirstPage(table), $"page {table.Name}"),
            new(TableSql.NextPage(table), $"page {table.Name}{ByKey}"),
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
}

/// <summary>Where the statements of a record type are kept.</summary>
/// <typeparam name="T">The record.</typeparam>
internal static class TableStatements<T> where T : IRow<T>
{
    public static readonly TableStatements Instance = new(T.Schema);
}
