using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Replaces a table's CREATE TABLE where the stored content stays as it is: other CHECKs, NOT NULLs and foreign keys
/// (https://sqlite.org/lang_altertable.html: "if a change doesn't affect the on-disk content in any way"). No row is copied; every row is checked.
/// </summary>
internal static class TableRedefinition
{
    private static readonly SqlStatement Replace = new("update main.sqlite_schema set sql = ?1 where type = 'table' and name = ?2", "redefine a table");

    /// <param name="session">Inside a transaction, foreign keys off.</param>
    /// <param name="table">The table; it exists.</param>
    /// <param name="createTable">Its new CREATE TABLE.</param>
    /// <exception cref="MigrationStepException">It would change stored content, or rows don't fit.</exception>
    public static void Run(SqliteSession session, string table, string createTable)
    {
        if (SchemaCatalog.Read(session).FindTable(table) is not { Type: "table" } entry)
        {
            throw new MigrationStepException($"There is no table '{table}' to redefine.");
        }

        var text = CreateTableText.Renamed(createTable, table, entry.Name);
        RequireSameContent(session, entry.Name, text);
        ConnectionSettings.SetDefensive(session, isOn: false);
        try
        {
            session.Execute("pragma writable_schema=1");
            QueryCommands.Execute(session, Replace, new TextAndName(text, entry.Name), out _);
            var version = session.QueryText("pragma main.schema_version");
            session.Execute($"pragma main.schema_version={long.Parse(version!, System.Globalization.CultureInfo.InvariantCulture) + 1}");
        }
        finally
        {
            session.Execute("pragma writable_schema=reset");
            ConnectionSettings.SetDefensive(session, isOn: true);
        }

        var findings = session.QueryRows($"pragma main.integrity_check({SqlIdentifier.Quote(entry.Name)})").Where(static row => row[0] != "ok").Take(5).Select(static row => row[0]).ToArray();
        if (findings.Length > 0)
        {
            throw new MigrationStepException(Dirty(session, entry.Name, text, $"{string.Join("; ", findings)}."));
        }
    }

    /// <summary>How many rows don't fit, and which: a table of the new form, which goes with the transaction, takes the others.</summary>
    private static string Dirty(SqliteSession session, string table, string text, string reason)
    {
        var temporary = $"{table}__redefined";
        var columns = new RebuildColumns(session, table, temporary, []);
        session.Execute(CreateTableText.Renamed(text, table, temporary));
        columns.Read();
        return DirtyRows.Describe(session, table, temporary, columns, reason);
    }

    private static void RequireSameContent(SqliteSession session, string table, string text)
    {
        using var memory = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        memory.Execute("pragma foreign_keys=0");
        memory.Execute(text);
        var (wanted, stored) = (Structure(memory, table), Structure(session, table));
        if (!Content(memory, wanted).SequenceEqual(Content(session, stored)))
        {
            throw new MigrationStepException($"The new form of table '{table}' has other columns, types, collations or keys, so its rows must be written anew: use '-- rebuild {SqlIdentifier.Quote(table)}'.");
        }

        RequireSameDefaults(wanted, stored);
    }

    /// <summary>
    /// A row that was written before ALTER TABLE ADD COLUMN holds no value of that column: it reads the default out of the table's text
    /// (https://sqlite.org/lang_altertable.html#altertabaddcol), so another default would change it.
    /// </summary>
    private static void RequireSameDefaults(TableStructure wanted, TableStructure stored)
    {
        foreach (var element in wanted.Elements)
        {
            var before = stored.Elements.FirstOrDefault(other => SqlNameComparer.Instance.Equals(other.Title, element.Title));
            if (before is not null && Default(before) != Default(element))
            {
                throw new MigrationStepException($"C{element.Title[1..]} of table '{stored.Name}' has another default. Rows that were written before the column was added hold no value of their own and read the default out of the table's text, so theirs would change: use '-- rebuild {SqlIdentifier.Quote(stored.Name)}', which writes their values out.");
            }
        }
    }

    /// <summary>A column's default; null for what is no column.</summary>
    private static string? Default(SchemaElement element)
    {
        foreach (var fact in element.Facts)
        {
            if (fact.Name == "default")
            {
                return fact.Value;
            }
        }

        return null;
    }

    private static TableStructure Structure(SqliteSession session, string table) => SchemaIntrospection.Read(session, SchemaCatalog.Read(session), [table])[table];

    /// <summary>Everything that decides how rows and keys are stored, in order.</summary>
    private static IEnumerable<string> Content(SqliteSession session, TableStructure structure)
    {
        var names = session.QueryRows($"pragma main.table_xinfo({SqlIdentifier.Quote(structure.Name)})").Select(static row => $"{SqlNameComparer.Fold(row[1]!)} {row[5]} {row[6]}");
        var facts = structure.WithoutDependents().Elements
            .Where(static element => !element.Title.StartsWith("CHECK", StringComparison.Ordinal) && !element.Title.StartsWith("foreign key", StringComparison.Ordinal))
            .SelectMany(static element => element.Facts.Where(static fact => fact.Name is not ("nullability" or "default" or "constraint name")).Select(fact => $"{SqlNameComparer.Fold(element.Title)} {fact.Name} {fact.Value}"));
        return names.Concat(facts);
    }

    private readonly struct TextAndName(string text, string name) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            writer.String(0, text);
            writer.String(1, name);
        }
    }
}
