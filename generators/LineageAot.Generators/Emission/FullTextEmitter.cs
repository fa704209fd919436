using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the members that search a table's full-text index.</summary>
internal static class FullTextEmitter
{
    public static void EmitStatement(SourceWriter writer, TableModel table)
    {
        writer.Text("private const string SearchSql = ", Sql(table), ";");
        writer.Line($"private static readonly {FileFrame.Schema}SqlStatement SearchStatement = new(SearchSql, {SourceWriter.Literal(table.Type.Name + ".Search")});");
        writer.Line();
    }

    public static void EmitMembers(SourceWriter writer, TableModel table)
    {
        var record = table.Type.FullName;
        var hits = $"global::System.Collections.Generic.IReadOnlyList<{FileFrame.Api}SearchHit<{record}>>";
        var columns = string.Join(", ", table.FullText!.Columns.Select(place => FileFrame.Xml(table.Columns[place].Name)));
        Summary(writer, $"The rows in whose {columns} the words of a text are, best first.", "Ends the wait.");
        writer.Line($"public static global::System.Threading.Tasks.ValueTask<{hits}> SearchAsync(this {FileFrame.Api}ReadTable<{record}> table, string text, int limit = 20, {FileFrame.Api}SearchOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default)");
        writer.Line("    => table.SearchByAsync(SearchStatement, text, limit, options, cancellationToken);");
        writer.Line();
        Summary(writer, $"The rows in whose {columns} the words of a text are as the unit sees them, best first.");
        writer.Line($"public static {hits} Search(this {FileFrame.Api}UnitTable<{record}> table, string text, int limit = 20, {FileFrame.Api}SearchOptions? options = null)");
        writer.Line("    => table.SearchBy(SearchStatement, text, limit, options);");
        writer.Line();
    }

    private static void Summary(SourceWriter writer, string summary, string? cancellation = null)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("/// <param name=\"table\">The table.</param>");
        writer.Line("/// <param name=\"text\">What somebody looks for: plain words, no syntax. Its first 1,000 characters count.</param>");
        writer.Line("/// <param name=\"limit\">The most rows, 1 to 100,000.</param>");
        writer.Line("/// <param name=\"options\">How words are matched and shown.</param>");
        if (cancellation is not null)
        {
            writer.Line($"/// <param name=\"cancellationToken\">{cancellation}</param>");
        }
    }

    /// <summary>
    /// The best rows are found by their numbers and keys alone; only theirs are read and cut into snippets. Parameters in the order in which the runtime binds them: the marks before and behind a
    /// word, the ellipsis, the snippet's length, the expression, the limit.
    /// </summary>
    private static string Sql(TableModel table)
    {
        var ddl = new FullTextDdl(table, table.FullText!);
        var index = SqlIdentifier.Quote(FullTextNames.Index(table.Name));
        var key = table.Key.Select(place => SqlIdentifier.Quote(table.Columns[place].Name)).ToArray();
        string[] keys, order, join;
        if (ddl.HasOwnNumber)
        {
            (keys, order, join) = ([], ["f.rowid"], [$"t.{ddl.Number} = best.number"]);
        }
        else
        {
            keys = key.Select(static (column, place) => $"r.{column} AS key{place}").ToArray();
            order = key.Select(static column => "r." + column).ToArray();
            join = key.Select(static (column, place) => $"t.{column} = best.key{place}").ToArray();
        }

        var ties = ddl.HasOwnNumber ? ["best.number"] : key.Select(static (_, place) => $"best.key{place}");
        return $"""
            SELECT {string.Join(", ", table.Columns.Select(static column => "t." + SqlIdentifier.Quote(column.Name)))}, -best.score, snippet(f.{index}, -1, @start, @end, @ellipsis, @tokens)
            FROM (
                SELECT {string.Join(", ", new[] { "f.rowid AS number", $"bm25(f.{index}) AS score" }.Concat(keys))}
                FROM {index} AS f{(ddl.HasOwnNumber ? "" : $" JOIN {SqlIdentifier.Quote(FullTextNames.Rows(table.Name))} AS r ON r.{ddl.Number} = f.rowid")}
                WHERE f.{index} MATCH @expression
                ORDER BY 2, {string.Join(", ", order)}
                LIMIT @limit
            ) AS best
            CROSS JOIN {index} AS f ON f.rowid = best.number AND f.{index} MATCH @expression
            CROSS JOIN {SqlIdentifier.Quote(table.Name)} AS t ON {string.Join(" AND ", join)}
            ORDER BY best.score, {string.Join(", ", ties)}
            """;
    }
}
