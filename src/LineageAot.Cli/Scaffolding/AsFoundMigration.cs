using System.Text;
using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Cli.Scaffolding;

/// <summary>The first migration of a file that others made: its schema as it is, so that opening recognises the file and the next migration leads on to the records.</summary>
internal sealed class AsFoundMigration
{
    private const string Name = "as_found";

    private readonly FoundFile file;
    private readonly List<string> statements = [];

    private AsFoundMigration(FoundFile file)
    {
        this.file = file;
    }

    /// <summary>The file's name in the folder of migrations.</summary>
    public static string FileName { get; } = MigrationFileName.Of(1, Name);

    /// <summary>Tables whose statements SQLite doesn't take any more, with the reason.</summary>
    public Dictionary<string, string> RefusedTables { get; } = new(SqlNameComparer.Instance);

    /// <summary>What else couldn't be taken over, in sentences.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Tries every statement in memory: a first migration that doesn't run would be worse than none.</summary>
    public static AsFoundMigration Of(FoundFile file)
    {
        var migration = new AsFoundMigration(file);
        using var memory = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        ConnectionSettings.Set(memory, "foreign_keys", 0);
        foreach (var entry in file.Catalog.Entries.Where(migration.IsOwn))
        {
            migration.Add(memory, entry);
        }

        return migration;
    }

    /// <summary>The file's text.</summary>
    /// <param name="kept">Tables that have no record: no later migration may drop them.</param>
    public string Text(IEnumerable<string> kept)
    {
        var text = new StringBuilder("-- The schema as it was found. A file that has it is taken over without a change.\n");
        foreach (var table in kept.Where(table => table.Length > 0 && !RefusedTables.ContainsKey(table)))
        {
            text.Append("-- keep ").Append(DirectiveName(table)).Append('\n');
        }

        text.Append("-- up\n");
        foreach (var statement in statements)
        {
            text.Append(statement).Append(";\n");
        }

        return text.Append("-- irreversible\n").ToString();
    }

    /// <summary>The migration as the generator embeds it.</summary>
    public static Migration ToMigration(string text) => new() { Version = 1, Name = Name, Text = MigrationChecksum.Normalize(text), Checksum = MigrationChecksum.Of(text) };

    private bool IsOwn(CatalogEntry entry)
        => entry is { Sql: not null, TableName.Length: > 0 } && file.KindOf(entry.Name) != "shadow" && file.KindOf(entry.TableName) != "shadow" && entry.TableName != MigrationLedger.TableName && !RefusedTables.ContainsKey(entry.TableName);

    private void Add(SqliteSession memory, CatalogEntry entry)
    {
        try
        {
            memory.Execute(entry.Sql!);
            if (entry.Type == "view")
            {
                memory.QueryRows($"select * from {SqlIdentifier.Quote(entry.Name)} limit 0");
            }
        }
        catch (LineageException e)
        {
            if (entry.Type == "table" && file.KindOf(entry.Name) == "table")
            {
                RefusedTables[entry.Name] = e.Message.TrimEnd('.');
                return;
            }

            Warnings.Add($"{entry.Type} '{entry.Name}' isn't in the first migration, since SQLite doesn't take its statement: {e.Message}");
            return;
        }

        statements.Add(IsPlain(entry.Sql!) ? entry.Sql! : SqlPieces.Text(entry.Sql!));
    }

    /// <summary>No comment inside reads as a directive, and none hides the semicolon behind the statement.</summary>
    private static bool IsPlain(string sql)
    {
        if (!sql.Contains("--", StringComparison.Ordinal))
        {
            return true;
        }

        var parsed = MigrationTextParser.Parse($"-- up\n{sql};\n-- irreversible\n");
        return parsed is { Errors.Count: 0, Up: [{ Kind: MigrationStepKind.Sql }], IsIrreversible: true } && SqlTokenizer.Tokenize(sql) is [.., var last] && last.End == sql.Length;
    }

    private static string DirectiveName(string name) => name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_') ? name : SqlIdentifier.Quote(name);
}
