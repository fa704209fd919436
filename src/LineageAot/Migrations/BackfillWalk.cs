using System.Globalization;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Goes over a table in ranges of its row numbers (of its primary key where it is WITHOUT ROWID) and runs a backfill's UPDATE over each: the range is added to
/// the statement's condition.
/// </summary>
internal sealed class BackfillWalk
{
    private static readonly string[] RowIdNames = ["rowid", "_rowid_", "oid"];

    private readonly SqliteSession session;
    private readonly MigrationStep step;
    private readonly BackfillText text;
    private readonly string table;
    private readonly string[] key;

    /// <exception cref="MigrationStepException">The table isn't there, has no key to walk along, or the statement sets its key.</exception>
    public BackfillWalk(SqliteSession session, MigrationStep step)
    {
        this.session = session;
        this.step = step;
        text = BackfillText.Parse(step.Sql, step.Table);
        table = SqlIdentifier.Quote(step.Table);
        var list = session.QueryRows($"pragma main.table_list({table})");
        if (!list.Exists(static row => row[2] == "table"))
        {
            throw new MigrationStepException($"There is no table '{step.Table}' to fill.");
        }

        // cid, name, type, notnull, dflt_value, pk, hidden
        var columns = session.QueryRows($"pragma main.table_xinfo({table})");
        string[] primary = [.. columns.Where(static row => row[5] != "0").OrderBy(static row => int.Parse(row[5]!, CultureInfo.InvariantCulture)).Select(static row => row[1]!)];
        var isWithoutRowId = list.Exists(static row => row[4] != "0");
        key = isWithoutRowId ? primary : [RowId(columns)];
        if (text.Targets.Find(target => Array.Exists(primary, name => SqlNameComparer.Instance.Equals(name, target)) || (!isWithoutRowId && SqlNameComparer.Instance.Equals(target, key[0]))) is { } set)
        {
            throw new MigrationStepException($"The backfill sets '{set}', a column of the key of table '{step.Table}': rows would move from one batch into another. Do that in '-- up'.");
        }
    }

    /// <summary>The whole statement at once: in a new file, or in memory.</summary>
    public void RunWhole() => session.Execute(text.Condition.Length == 0 ? text.Head : $"{text.Head} where {text.Condition}");

    /// <summary>Sees to it that SQLite takes the statement, and runs nothing.</summary>
    public void Prepare()
    {
        session.Return(session.Rent(SqlStatement.Transient(Update(isFirst: false))));
        session.Return(session.Rent(SqlStatement.Transient(Update(isFirst: true))));
    }

    /// <summary>Runs one batch inside the caller's transaction; the cursor behind it, or null once all rows are done.</summary>
    public BackfillCursor? RunBatch(BackfillCursor cursor)
    {
        if (cursor.End is null)
        {
            if (Key($"select {Names()} from main.{table} order by {Names(" desc")} limit 1", null, null) is not { } greatest)
            {
                return null;
            }

            cursor = cursor with { End = greatest, TotalRows = long.Parse(session.QueryText($"select count(*) from main.{table}")!, CultureInfo.InvariantCulture) };
        }

        var end = Key(string.Create(CultureInfo.InvariantCulture, $"select {Names()} from main.{table} where {Range(cursor.Last is null)} order by {Names()} limit 1 offset {step.BatchRows - 1}"), cursor.Last, cursor.End!);
        var statement = session.Rent(SqlStatement.Transient(Update(cursor.Last is null)));
        try
        {
            Bind(statement, cursor.Last, end ?? cursor.End!);
            statement.Run();
        }
        finally
        {
            session.Return(statement);
        }

        return end is null ? null : cursor with { Last = end, Rows = cursor.Rows + step.BatchRows };
    }

    private string Update(bool isFirst) => $"{text.Head} where ({(text.Condition.Length == 0 ? "1" : text.Condition)}) and {Range(isFirst)}";

    /// <summary>Behind the last key (not for the first batch), up to the end.</summary>
    private string Range(bool isFirst)
    {
        var names = $"({Names()})";
        var (after, end) = (new string[key.Length], new string[key.Length]);
        for (var i = 0; i < key.Length; i++)
        {
            after[i] = string.Create(CultureInfo.InvariantCulture, $"?{i + 1}");
            end[i] = string.Create(CultureInfo.InvariantCulture, $"?{(isFirst ? 0 : key.Length) + i + 1}");
        }

        return isFirst ? $"{names} <= ({string.Join(", ", end)})" : $"{names} > ({string.Join(", ", after)}) and {names} <= ({string.Join(", ", end)})";
    }

    private string Names(string direction = "") => string.Join(", ", Array.ConvertAll(key, name => $"{table}.{SqlIdentifier.Quote(name)}{direction}"));

    private StoredValue[]? Key(string sql, StoredValue[]? after, StoredValue[]? end)
    {
        var statement = session.Rent(SqlStatement.Transient(sql));
        try
        {
            Bind(statement, after, end);
            if (!statement.Step())
            {
                return null;
            }

            var values = new StoredValue[key.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = StoredValue.Of(statement, i);
            }

            return values;
        }
        finally
        {
            session.Return(statement);
        }
    }

    private static void Bind(Statement statement, StoredValue[]? after, StoredValue[]? end)
    {
        var writer = new SqliteRowWriter(statement);
        var ordinal = 0;
        foreach (var value in after ?? [])
        {
            value.Bind(ref writer, ordinal++);
        }

        foreach (var value in end ?? [])
        {
            value.Bind(ref writer, ordinal++);
        }
    }

    private string RowId(List<string?[]> columns)
        => Array.Find(RowIdNames, name => !columns.Exists(row => SqlNameComparer.Instance.Equals(row[1], name)))
            ?? columns.Find(static row => row[5] == "1" && string.Equals(row[2], "INTEGER", StringComparison.OrdinalIgnoreCase))?[1]
            ?? throw new MigrationStepException($"Table '{step.Table}' has columns of the names rowid, _rowid_ and oid, so its rows can't be walked along. Write the UPDATE into '-- up'.");
}
