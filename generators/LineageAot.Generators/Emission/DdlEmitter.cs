using System.Collections.Generic;
using System.Linq;
using System.Text;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using LineageAot.Schema;

namespace LineageAot.Generators.Emission;

/// <summary>
/// Writes the SQL that makes a table in SQLite, each statement as SQLite itself keeps it in sqlite_schema
/// (https://sqlite.org/schematab.html): keywords in capitals, one space, no final semicolon.
/// </summary>
internal static class DdlEmitter
{
    public static IEnumerable<string> Statements(TableModel table)
    {
        yield return CreateTable(table);
        foreach (var index in table.Indexes.Where(static index => !index.IsConstraint))
        {
            yield return CreateIndex(table, index);
        }

        if (table.IsImmutable)
        {
            yield return CreateTrigger(table, "update", "UPDATE", "are immutable");
        }

        if (table.BlocksDelete)
        {
            yield return CreateTrigger(table, "delete", "DELETE", "can't be deleted");
        }

        if (table.FullText is { } fullText)
        {
            foreach (var statement in new FullTextDdl(table, fullText).Statements())
            {
                yield return statement;
            }
        }
    }

    /// <summary>The default of a column as SQL, the library's own for the time of creation included.</summary>
    public static string? Default(ColumnModel column) => column.Default is { } given ? Expression(given) : (column.Role, column.Value.Form) switch
    {
        (Model.ColumnRole.CreatedAt, StorageForm.Text) => "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
        (Model.ColumnRole.CreatedAt, StorageForm.UnixSeconds) => "(unixepoch())",
        (Model.ColumnRole.CreatedAt, _) => "(CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER))",
        _ => null,
    };

    public static string List(IEnumerable<string> names) => string.Join(", ", names.Select(SqlIdentifier.Quote));

    /// <summary>A default is a literal, a signed number or stands in parentheses (https://sqlite.org/lang_createtable.html#dfltval).</summary>
    private static string Expression(string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        var isLiteral = tokens.Count == 1 || (tokens.Count == 2 && (tokens[0].IsSymbol("-") || tokens[0].IsSymbol("+") || tokens[0].IsWord("x")));
        var isEnclosed = tokens.Count > 2 && tokens[0].IsSymbol("(") && tokens.Skip(1).Take(tokens.Count - 2).All(static token => token.Depth > 0);
        return isLiteral || isEnclosed ? sql : $"({sql})";
    }

    private static string CreateTable(TableModel table)
    {
        var lines = table.Columns.Select(column => Column(table, column)).ToList();
        var key = table.Key.Select(place => table.Columns[place].Name).ToArray();
        if (table.GeneratedIntegerKey is null)
        {
            lines.Add($"CONSTRAINT {SqlIdentifier.Quote($"pk_{table.Name}_{string.Join("_", key)}")} PRIMARY KEY ({List(key)})");
        }

        foreach (var index in table.Indexes.Where(static index => index.IsConstraint))
        {
            lines.Add($"CONSTRAINT {SqlIdentifier.Quote(index.Name)} UNIQUE ({List(index.Columns.Select(place => table.Columns[place].Name))})");
        }

        lines.AddRange(table.ForeignKeys.Select(key => ForeignKey(table, key)));
        lines.AddRange(table.Checks.Select(static check => $"CONSTRAINT {SqlIdentifier.Quote(check.Name)} CHECK ({check.Sql})"));
        var options = new List<string>();
        if (table.IsStrict)
        {
            options.Add("STRICT");
        }

        if (table.IsWithoutRowId)
        {
            options.Add("WITHOUT ROWID");
        }

        return $"CREATE TABLE {SqlIdentifier.Quote(table.Name)} (\n    {string.Join(",\n    ", lines)}\n){(options.Count > 0 ? " " + string.Join(", ", options) : "")}";
    }

    private static string Column(TableModel table, ColumnModel column)
    {
        var sql = new StringBuilder(SqlIdentifier.Quote(column.Name)).Append(' ').Append(column.Value.SqlType.ToString().ToUpperInvariant());
        if (!column.IsNullable)
        {
            sql.Append(" NOT NULL");
        }

        if (column == table.GeneratedIntegerKey)
        {
            sql.Append(" CONSTRAINT ").Append(SqlIdentifier.Quote($"pk_{table.Name}_{column.Name}")).Append(" PRIMARY KEY").Append(column.NeverReuse ? " AUTOINCREMENT" : "");
        }

        if (Default(column) is { } value)
        {
            sql.Append(" DEFAULT ").Append(value);
        }

        if (column.Collation is { } collation)
        {
            sql.Append(" COLLATE ").Append(collation.ToUpperInvariant());
        }

        if (column.Computed is { } expression)
        {
            sql.Append(" GENERATED ALWAYS AS (").Append(expression).Append(column.IsComputedStored ? ") STORED" : ") VIRTUAL");
        }

        return sql.ToString();
    }

    private static string ForeignKey(TableModel table, ForeignKeyModel key)
    {
        var columns = List(key.Columns.Select(place => table.Columns[place].Name));
        return $"CONSTRAINT {SqlIdentifier.Quote(key.Name)} FOREIGN KEY ({columns}) REFERENCES {SqlIdentifier.Quote(key.ParentTable)} ({List(key.ParentColumns)})"
            + Action("DELETE", key.OnDelete) + Action("UPDATE", key.OnUpdate) + (key.IsDeferred ? " DEFERRABLE INITIALLY DEFERRED" : "");
    }

    private static string Action(string change, Model.ReferenceAction action) => action switch
    {
        Model.ReferenceAction.Restrict => $" ON {change} RESTRICT",
        Model.ReferenceAction.SetNull => $" ON {change} SET NULL",
        Model.ReferenceAction.Cascade => $" ON {change} CASCADE",
        _ => "",
    };

    private static string CreateIndex(TableModel table, IndexModel index)
    {
        var columns = index.Columns.Select((place, position) => SqlIdentifier.Quote(table.Columns[place].Name) + (index.Descending.Count > 0 && index.Descending[position] ? " DESC" : ""));
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {SqlIdentifier.Quote(index.Name)} ON {SqlIdentifier.Quote(table.Name)} ({string.Join(", ", columns)})"
            + (index.Where is null ? "" : $" WHERE {index.Where}");
    }

    private static string CreateTrigger(TableModel table, string suffix, string change, string reason)
    {
        var message = $"rows of {table.Name} {reason}".Replace("'", "''");
        return $"CREATE TRIGGER {SqlIdentifier.Quote($"tr_{table.Name}_{suffix}")} BEFORE {change} ON {SqlIdentifier.Quote(table.Name)}\nBEGIN\n    SELECT RAISE(ABORT, '{message}');\nEND";
    }
}
