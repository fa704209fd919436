using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// SQLite names no table for a broken foreign key, so each reference of the row is asked for its parent, on the same connection and so in
/// the same transaction. Only on the way to an exception.
/// </summary>
internal static class ForeignKeyProbe
{
    public static ConstraintException Explain<T>(SqliteSession session, T row, ConstraintException error) where T : class, IRow<T>
    {
        var table = T.Schema;
        foreach (var key in table.ForeignKeys)
        {
            if (ParentIsMissing(session, table, key, row))
            {
                return new ConstraintException($"The row of table '{table.Name}' points with {Names(key.Columns)} at a row of '{key.ParentTable}' that doesn't exist. Insert the parent first.", error)
                {
                    Kind = ConstraintKind.ForeignKey,
                    Table = table.Name,
                    Columns = key.Columns,
                    Constraint = key.Name,
                    Operation = error.Operation,
                    SqliteErrorCode = error.SqliteErrorCode,
                };
            }
        }

        return error;
    }

    private static bool ParentIsMissing<T>(SqliteSession session, TableSchema table, ForeignKeySchema key, T row) where T : class, IRow<T>
    {
        var statement = session.Rent(SqlStatement.Transient(TableSql.MissingParent(table, key)), table);
        try
        {
            var writer = new SqliteRowWriter(statement);
            T.Write(row, ref writer);
            return statement.Step();
        }
        finally
        {
            session.Return(statement);
        }
    }

    private static string Names(string[] columns) => columns.Length == 1 ? $"column '{columns[0]}'" : $"columns ({string.Join(", ", columns)})";
}
