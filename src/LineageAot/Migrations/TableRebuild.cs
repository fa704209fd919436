using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Makes a table anew under another CREATE TABLE and keeps its rows, in the order that SQLite's documentation gives
/// (https://sqlite.org/lang_altertable.html#otheralter): foreign keys are off, new table, copy, drop the old one, rename; never the old one renamed first, which would
/// rewrite those that point at it. The caller has turned foreign keys off before its transaction and compares their violations afterwards.
/// </summary>
internal sealed class TableRebuild
{
    private static readonly SqlStatement ForgetSequence = new("delete from main.sqlite_sequence where name = ?1 and seq <= ?2", "forget a key's high-water mark");
    private static readonly SqlStatement KeepSequence = new("insert into main.sqlite_sequence (name, seq) select ?1, ?2 where not exists (select 1 from main.sqlite_sequence where name = ?1)", "keep a key's high-water mark");

    private readonly SqliteSession session;
    private readonly string table, temporary, target;
    private readonly RebuildColumns columns;

    private TableRebuild(SqliteSession session, string table, string createTable, IReadOnlyList<KeyValuePair<string, string>> copies)
    {
        this.session = session;
        this.table = table;
        temporary = $"{table}__rebuild";
        target = createTable;
        columns = new RebuildColumns(session, table, temporary, copies);
    }

    /// <param name="session">Inside a transaction, foreign keys off.</param>
    /// <param name="table">The table; it exists.</param>
    /// <param name="createTable">The new CREATE TABLE, under the table's own name.</param>
    /// <param name="copies">New columns and the expressions over the old table that fill them; the others are copied by name.</param>
    /// <exception cref="MigrationStepException">The table isn't there, the text is for another one, or rows don't fit.</exception>
    /// <exception cref="LineageException">SQLite refuses a statement.</exception>
    public static void Run(SqliteSession session, string table, string createTable, IReadOnlyList<KeyValuePair<string, string>> copies)
    {
        if (session.IsAutocommit || session.QueryText("pragma foreign_keys") != "0")
        {
            throw new InvalidOperationException("A rebuild runs inside the migrator's transaction with foreign keys off: with them on, dropping the old table would delete or detach what points at it.");
        }

        new TableRebuild(session, table, createTable, copies).Run();
    }

    private void Run()
    {
        var catalog = SchemaCatalog.Read(session);
        if (catalog.FindTable(table) is not { Type: "table" } old)
        {
            throw new MigrationStepException($"There is no table '{table}' to rebuild.");
        }

        string[] dependents = [.. catalog.Entries.Where(entry => entry.Type is "index" or "trigger" && SqlNameComparer.Instance.Equals(entry.TableName, table)).Select(static entry => entry.Sql).OfType<string>()];
        var sequence = Sequence();
        session.Execute(CreateTableText.Renamed(target, table, temporary));
        columns.Read();
        RequireSameCount(Copy());
        if (!CreateTableParser.Parse(target).IsStrict)
        {
            RequireTypes();
        }

        session.Execute($"drop table main.{SqlIdentifier.Quote(old.Name)}");
        Rename(old.Name);
        foreach (var sql in dependents)
        {
            Recreate(sql);
        }

        RestoreSequence(old.Name, sequence);
        FullTextRebuild.Run(session, old.Name);
        RequireTarget();
    }

    /// <summary>The number of rows that were inserted.</summary>
    private string Copy()
    {
        try
        {
            session.Execute(columns.CopySql("insert"));
            return session.Changes.ToString(CultureInfo.InvariantCulture);
        }
        catch (ConstraintException e)
        {
            throw new MigrationStepException(DirtyRows.Describe(session, table, temporary, columns, e.Message), e);
        }
    }

    private void RequireSameCount(string inserted)
    {
        // Only ON CONFLICT takes away again what was inserted; reading the whole new table once more would cost a tenth.
        var hasConflictClause = Array.Exists(SqlTokenizer.Tokenize(target), static token => token.IsWord("conflict"));
        var (before, after) = (Count(table), hasConflictClause ? Count(temporary) : inserted);
        if (before != after)
        {
            throw new MigrationStepException($"Table '{table}' has {before} rows and its rebuilt form {after}. A trigger or a conflict clause of the new table takes rows away: take it out of the CREATE TABLE.");
        }
    }

    /// <summary>A STRICT table has refused them already; another one keeps the text 'abc' in an INTEGER column.</summary>
    private void RequireTypes()
    {
        foreach (var (column, type) in columns.ChangedTypes())
        {
            var name = SqlIdentifier.Quote(column);
            var wrong = session.QueryText($"select count(*) from main.{SqlIdentifier.Quote(temporary)} where typeof({name}) not in ('null', {type})");
            if (wrong != "0")
            {
                throw new MigrationStepException($"Column '{column}' of table '{table}' would hold {wrong} values that aren't of its new type. Mend them before the rebuild, or say with '-- copy {column} = …' what becomes of them.");
            }
        }
    }

    private void Rename(string name)
    {
        // Without it views and triggers of others that name the table are looked into, and make the rename fail while the name is gone.
        var before = session.QueryText("pragma legacy_alter_table");
        ConnectionSettings.Set(session, "legacy_alter_table", 1);
        try
        {
            session.Execute($"alter table main.{SqlIdentifier.Quote(temporary)} rename to {SqlIdentifier.Quote(name)}");
        }
        finally
        {
            ConnectionSettings.Set(session, "legacy_alter_table", long.Parse(before ?? "0", CultureInfo.InvariantCulture));
        }
    }

    private void Recreate(string sql)
    {
        try
        {
            session.Execute(sql);
        }
        catch (LineageException e)
        {
            throw new MigrationStepException($"An index or trigger of table '{table}' doesn't fit its new form: {e.Message} Drop it before the rebuild, and make it anew after it.", e);
        }
    }

    private long? Sequence()
    {
        if (SchemaHas("sqlite_sequence") && session.QueryRows("select name, seq from main.sqlite_sequence").Find(row => SqlNameComparer.Instance.Equals(row[0], table)) is { } row)
        {
            return long.Parse(row[1]!, CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>An AUTOINCREMENT key is never given twice, also when its greatest rows are gone.</summary>
    private void RestoreSequence(string name, long? sequence)
    {
        if (sequence is { } before && CreateTableParser.Parse(target).PrimaryKey is { IsAutoincrement: true })
        {
            QueryCommands.Execute(session, ForgetSequence, new NameAndNumber(name, before), out _);
            QueryCommands.Execute(session, KeepSequence, new NameAndNumber(name, before), out _);
        }
    }

    private bool SchemaHas(string name) => session.QueryText($"select 1 from main.sqlite_schema where name = '{name}'") is not null;

    /// <summary>What is in the file now is what the text asks for; above all, a reference to itself names the table and not the temporary one.</summary>
    private void RequireTarget()
    {
        using var memory = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        memory.Execute("pragma foreign_keys=0");
        memory.Execute(target);
        var wanted = SchemaIntrospection.Read(memory, SchemaCatalog.Read(memory), [table]);
        var made = SchemaIntrospection.Read(session, SchemaCatalog.Read(session), [table]);
        var differences = new SchemaDifferences(SchemaSides.Opening);
        differences.Compare(wanted[table].WithoutDependents(), made[table].WithoutDependents());
        if (differences.Sentences.Count > 0)
        {
            throw new MigrationStepException($"Table '{table}' isn't what its text asks for after the rebuild: {string.Join("; ", differences.Sentences)}.");
        }
    }

    private string Count(string name) => session.QueryText($"select count(*) from main.{SqlIdentifier.Quote(name)}") ?? "0";

    private readonly struct NameAndNumber(string name, long number) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            writer.String(0, name);
            writer.Int64(1, number);
        }
    }
}
