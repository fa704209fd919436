using System.Globalization;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Cli.Scaffolding;

/// <summary>What a file holds, read in one transaction; it stays open for comparisons until this is disposed of. Other programs may write meanwhile.</summary>
internal sealed class FoundFile : IDisposable
{
    // Enough to see what a column without a telling type holds, and no walk over a large table.
    private const int RowsLookedAt = 10_000;

    private readonly Dictionary<string, string> kinds;

    private FoundFile(SqliteSession session)
    {
        Session = session;
        Catalog = SchemaCatalog.Read(session);

        // schema, name, type (table, view, virtual, shadow), ncol, wr, strict
        kinds = session.QueryRows("pragma main.table_list").GroupBy(static row => row[1]!, SqlNameComparer.Instance).ToDictionary(static rows => rows.Key, static rows => rows.First()[2]!, SqlNameComparer.Instance);
        Tables = [.. Catalog.Entries.Where(entry => entry.Type == "table" && KindOf(entry.Name) == "table" && entry.Name != MigrationLedger.TableName && !FullTextObjects.IsRows(Catalog, entry.Name)).Select(Table)];
    }

    public SqliteSession Session { get; }

    public SchemaCatalog Catalog { get; }

    /// <summary>The plain tables; no virtual ones, no tables that belong to one, also those of a full-text index, and not the ledger of migrations.</summary>
    public IReadOnlyList<FoundTable> Tables { get; }

    public long ApplicationId => Number("application_id");

    public long UserVersion => Number("user_version");

    /// <exception cref="LineageException">It can't be read, or isn't an SQLite database.</exception>
    public static FoundFile Read(string path)
    {
        var session = SqliteSession.Open(new SessionOptions { Path = path, IsReadOnly = true });
        try
        {
            session.Execute("begin");
            return new FoundFile(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary><c>table</c>, <c>view</c>, <c>virtual</c> or <c>shadow</c>.</summary>
    public string KindOf(string table) => kinds.GetValueOrDefault(table, "table");

    public void Dispose() => Session.Dispose();

    private FoundTable Table(CatalogEntry entry)
    {
        // cid, name, type, notnull, dflt_value, pk, hidden (2: computed when read, 3: computed and stored)
        var rows = Session.QueryRows($"pragma main.table_xinfo({FoundName.Quote(entry.Name)})");
        var columns = rows.ConvertAll(row => new FoundColumn(
            row[1]!, row[2] ?? "", row[3] != "0", row[4], int.Parse(row[5]!, CultureInfo.InvariantCulture), row[6] is "2" or "3", row[6] == "3", StorageClasses(entry.Name, row[1]!)));
        return new FoundTable(entry.Name, entry.Sql!, columns, [.. Catalog.BelongingTo(entry.Name, "index").Where(static index => index.Sql is not null).Select(Index)], [.. Catalog.BelongingTo(entry.Name, "trigger")]);
    }

    private List<string> StorageClasses(string table, string column)
    {
        if (column.Length == 0)
        {
            return [];
        }

        // Under a name of our own: SQLite calls a subquery's column "true" otherwise.
        var rows = $"select {FoundName.Quote(column)} as value from main.{FoundName.Quote(table)} limit {RowsLookedAt}";
        return Session.QueryRows($"select distinct typeof(value) from ({rows}) where value is not null order by 1").ConvertAll(static row => row[0]!);
    }

    private FoundIndex Index(CatalogEntry entry)
    {
        var columns = new List<FoundIndexColumn>();
        foreach (var row in Session.QueryRows($"pragma main.index_xinfo({FoundName.Quote(entry.Name)})"))
        {
            // seqno, cid, name, desc, coll, key (0: the table's own key behind the index's columns)
            if (row[5] != "0")
            {
                columns.Add(new FoundIndexColumn(row[2], SqlNameComparer.Fold(row[4] ?? "binary"), row[3] != "0"));
            }
        }

        var tokens = SqlTokenizer.Tokenize(entry.Sql!);
        var where = WhereAt(tokens);
        return new FoundIndex(entry.Name, tokens[1].IsWord("unique"), columns, where < 0 ? null : SqlPieces.Text(entry.Sql!, tokens.AsSpan(where + 1)));
    }

    /// <summary>The WHERE behind the parenthesis of the columns.</summary>
    private static int WhereAt(SqlToken[] tokens)
    {
        var open = Array.FindIndex(tokens, static token => token.IsSymbol('('));
        var behind = open + SqlPieces.Inside(tokens, open).Length + 2;
        return behind < tokens.Length && tokens[behind].IsWord("where") ? behind : -1;
    }

    private long Number(string pragma) => long.Parse(Session.QueryText($"pragma main.{pragma}") ?? "0", CultureInfo.InvariantCulture);
}
