using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>The schema that a plan starts from, in memory: each planned step is carried out on it at once, so that the next one is planned on what is really there.</summary>
internal sealed class DraftSchema(SqliteSession session, SectionPlan plan)
{
    private SchemaCatalog? catalog;

    public SqliteSession Session => session;

    public SectionPlan Plan => plan;

    /// <summary>Read anew after each step.</summary>
    public SchemaCatalog Catalog => catalog ??= SchemaCatalog.Read(session);

    public TableStructure Structure(string table) => SchemaIntrospection.Read(session, Catalog, [table])[table];

    /// <summary>The names of a table's columns.</summary>
    public HashSet<string> ColumnsOf(string table) => new(session.QueryRows($"pragma main.table_xinfo({SqlIdentifier.Quote(table)})").Select(static row => row[1]!), SqlNameComparer.Instance);

    public string Sql(string table) => Catalog.FindTable(table)?.Sql ?? throw new InvalidOperationException($"There is no table '{table}' in the draft.");

    /// <exception cref="PlanningException">SQLite refuses it.</exception>
    public void Execute(string statement, string? comment = null)
    {
        Try(statement, () => session.Execute(statement));
        plan.Add(statement + ";", comment);
    }

    /// <exception cref="PlanningException">It can't be done.</exception>
    public void Rebuild(string table, string createTable, IReadOnlyList<KeyValuePair<string, string>> copies, string comment)
    {
        RequireOneLine(table);
        foreach (var copy in copies)
        {
            RequireOneLine(copy.Key);
        }

        Try($"a rebuild of table '{table}'", () => TableRebuild.Run(session, table, createTable, copies));
        var lines = copies.Select(static copy => $"-- copy {DirectiveName(copy.Key)} = {copy.Value}\n");
        plan.Add($"-- rebuild {DirectiveName(table)}\n{string.Concat(lines)}{createTable};", comment);
    }

    /// <exception cref="PlanningException">It can't be done.</exception>
    public void Redefine(string table, string createTable, string comment)
    {
        RequireOneLine(table);
        Try($"a redefinition of table '{table}'", () => TableRedefinition.Run(session, table, createTable));
        plan.Add($"-- redefine {DirectiveName(table)}\n{createTable};", comment);
    }

    private static void RequireOneLine(string name)
    {
        if (name.Any(char.IsControl))
        {
            throw new PlanningException($"The name '{SectionPlan.OneLine(name)}' holds a line end, which a directive of a migration file can't carry. Give the table or column another name, with RenamedFrom for this one.");
        }
    }

    /// <summary>A plain word is written without quotes.</summary>
    private static string DirectiveName(string name)
        => name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_') ? name : SqlIdentifier.Quote(name);

    private void Try(string what, Action work)
    {
        catalog = null;
        try
        {
            work();
        }
        catch (Exception e) when (e is LineageException or MigrationStepException)
        {
            throw new PlanningException($"{Shortened(what)} isn't possible on the schema as the migrations make it: {e.Message} Write this change by hand into an empty migration ('--empty'): drop what stands in the way first, and make it anew behind it.", e);
        }
    }

    private static string Shortened(string what) => what.Length > 120 ? what[..120] + "…" : what;
}
