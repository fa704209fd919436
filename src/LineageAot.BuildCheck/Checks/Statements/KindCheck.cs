using LineageAot.Migrations;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A [Query] reads and a [Command] writes rows; the schema, pragmas, transactions and other files are the library's own business.</summary>
internal static class KindCheck
{
    private static readonly HashSet<string> Readers = ["select", "values"], Writers = ["insert", "replace", "update", "delete"];

    /// <summary>True for a text that is neither a query nor a write, whatever SQLite makes of it.</summary>
    public static bool RefusesFirstWord(SqlWords words, StatementReport report)
    {
        var first = words[0];
        if (first.Kind != SqlTokenKind.Word || first.Text is null || !Others.TryGetValue(first.Text, out var instead))
        {
            return false;
        }

        report.Add(CheckRule.WrongKind, first.Start, $"{report.Statement.Name} holds {first.Text.ToUpperInvariant()}, and a method's SQL reads or writes rows. {instead}");
        return true;
    }

    /// <summary>False where a query writes or a command reads.</summary>
    public static bool IsRight(PreparedText prepared, SqlWords words, StatementReport report)
    {
        var name = report.Statement.Name;
        if (report.Statement.IsCommand == !prepared.IsReadOnly)
        {
            return true;
        }

        var place = Enumerable.Range(0, words.Count).FirstOrDefault(index => words.Depth(index) == 0 && words.IsAny(index, prepared.IsReadOnly ? Readers : Writers));
        report.Add(CheckRule.WrongKind, words[place].Start, prepared.IsReadOnly
            ? $"{name} is a [Command] and its SQL only reads: it would wait for the writer for nothing. Make it a [Query]."
            : $"{name} is a [Query] and its SQL writes: readers can't. Make it a [Command].");
        return false;
    }

    private static readonly Dictionary<string, string> Others = new()
    {
        ["create"] = Schema, ["drop"] = Schema, ["alter"] = Schema, ["reindex"] = Schema,
        ["pragma"] = "What a connection needs is in DatabaseOptions; to ask, select from the table-valued function pragma_NAME.",
        ["attach"] = "A second file isn't part of the transaction; open it as a database of its own.",
        ["detach"] = "A second file isn't part of the transaction; open it as a database of its own.",
        ["begin"] = Transaction, ["commit"] = Transaction, ["end"] = Transaction, ["rollback"] = Transaction, ["savepoint"] = Transaction, ["release"] = Transaction,
        ["vacuum"] = "The database's own methods look after the file.",
        ["analyze"] = "The database's own methods look after the file.",
        ["explain"] = "The build check looks at the plan; by hand: the sqlite3 shell.",
    };

    private const string Schema = "Change the schema in the records and in a migration: lineage migrations add NAME.", Transaction = "Several statements that belong together run in a unit: WriteAsync(unit => …).";
}
