using System.Text;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <content>Statements that run once and answer with texts: pragmas, the schema, DDL.</content>
internal sealed unsafe partial class SqliteSession
{
    /// <summary>Runs SQL without parameters and rows, once.</summary>
    public void Execute(string sql)
    {
        var statement = Prepare(SqlStatement.Transient(sql), null);
        try
        {
            statement.Run();
        }
        finally
        {
            statement.Dispose();
        }
    }

    /// <summary>The first column of the first row as text, or null where there is no row or it is NULL.</summary>
    public string? QueryText(string sql)
    {
        var statement = Prepare(SqlStatement.Transient(sql), null);
        try
        {
            if (!statement.Step())
            {
                return null;
            }

            var text = SqliteNative.column_type(statement.Handle, 0) == SqliteConstants.TypeNull ? null : Text(statement, 0);

            // To the end: a pragma that writes (journal_mode) commits behind its row, and fails there.
            while (statement.Step())
            {
            }

            return text;
        }
        finally
        {
            statement.Dispose();
        }
    }

    /// <summary>All rows of a query as texts; NULL is null. For pragmas and the schema, not for user data.</summary>
    public List<string?[]> QueryRows(string sql)
    {
        var statement = Prepare(SqlStatement.Transient(sql), null);
        try
        {
            var rows = new List<string?[]>();
            var count = statement.ColumnCount;
            while (statement.Step())
            {
                var row = new string?[count];
                for (var i = 0; i < count; i++)
                {
                    row[i] = SqliteNative.column_type(statement.Handle, i) == SqliteConstants.TypeNull ? null : Text(statement, i);
                }

                rows.Add(row);
            }

            return rows;
        }
        finally
        {
            statement.Dispose();
        }
    }

    private static string Text(Statement statement, int ordinal)
    {
        // column_blob on a number gives its text form.
        var start = SqliteNative.column_blob(statement.Handle, ordinal);
        return Encoding.UTF8.GetString(new ReadOnlySpan<byte>(start, SqliteNative.column_bytes(statement.Handle, ordinal)));
    }
}
