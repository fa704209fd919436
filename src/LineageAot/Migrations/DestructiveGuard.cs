using System.Globalization;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Stands before migrations that may lose rows or values: nothing of the kind runs unasked, and none without a copy of the file, unless that is switched off.</summary>
internal static class DestructiveGuard
{
    /// <summary>The header says so, or it drops a table or a column, whatever the header says.</summary>
    public static bool IsDestructive(SqliteSession session, MigrationText text)
        => text.IsDestructive || IsDestructive(session, text.Up);

    /// <summary>The way back drops a table or a column; the header is about the way there.</summary>
    public static bool IsDestructiveBack(SqliteSession session, MigrationText text) => IsDestructive(session, text.Down);

    /// <exception cref="MigrationException">It isn't allowed.</exception>
    public static void RequireAllowed(string component, Migration migration, MigratorSettings settings, string what)
    {
        if (!settings.AllowDestructive)
        {
            throw MigrationFault.Of(MigrationProblem.DestructiveNotAllowed, component, migration, null,
                $"{what} may lose rows or values, and AllowDestructive isn't set. Nothing was changed. Read the file, then do it once with AllowDestructive = true; a copy of the database is made first.");
        }
    }

    /// <param name="session">The writer without an open transaction.</param>
    /// <param name="component">The component.</param>
    /// <param name="migration">The migration that is applied or undone.</param>
    /// <param name="settings">What may be done.</param>
    /// <param name="isBack">It is undone.</param>
    /// <exception cref="MigrationException">It isn't allowed, or the copy couldn't be made.</exception>
    public static void Pass(SqliteSession session, string component, Migration migration, MigratorSettings settings, bool isBack)
    {
        RequireAllowed(component, migration, settings, isBack ? "its way back" : "it");
        if (!settings.BackupBeforeDestructive)
        {
            return;
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"{session.Path}.before-{(isBack ? "undo-" : "")}{migration.Version:0000}.{settings.Clock.GetUtcNow():yyyyMMdd'T'HHmmss}.bak");
        try
        {
            settings.Backup(path);
        }
        catch (LineageException e)
        {
            throw MigrationFault.Of(MigrationProblem.BackupFailed, component, migration, null, $"the copy before it couldn't be made, so it wasn't begun: {e.Message}", e);
        }
    }

    private static bool IsDestructive(SqliteSession session, List<MigrationStep> steps)
        => steps.Exists(step => step.Kind == MigrationStepKind.Rebuild ? LeavesOut(session, step) : Drops(session, step.Sql));

    /// <summary>A rebuild whose new table lacks a column of the old one, and that doesn't copy it into another.</summary>
    private static bool LeavesOut(SqliteSession session, MigrationStep rebuild)
    {
        var kept = new HashSet<string>(CreateTableParser.Parse(rebuild.Sql).Columns.Keys, SqlNameComparer.Instance);
        foreach (var copy in rebuild.Copies)
        {
            // A text that is a column's name is a value all the same.
            foreach (var token in SqlTokenizer.Tokenize(copy.Value).Where(static token => token.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName))
            {
                kept.Add(token.Name);
            }
        }

        // cid, name, type, notnull, dflt_value, pk, hidden (0: neither computed nor hidden)
        return session.QueryRows($"pragma main.table_xinfo({SqlIdentifier.Quote(rebuild.Table)})").Exists(row => row[6] == "0" && !kept.Contains(row[1]!));
    }

    private static bool Drops(SqliteSession session, string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            // ALTER TABLE t DROP c: the word COLUMN may be left out.
            if (tokens[i].IsWord("drop") && !(tokens[i + 1].IsWord("index") || tokens[i + 1].IsWord("view") || tokens[i + 1].IsWord("trigger") || IsDerivedTable(session, tokens.AsSpan(i + 1))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a full-text index over a table's texts holds can be made anew out of them.</summary>
    private static bool IsDerivedTable(SqliteSession session, ReadOnlySpan<SqlToken> tokens)
    {
        if (!tokens[0].IsWord("table"))
        {
            return false;
        }

        var name = tokens is [_, var first, var second, ..] && first.IsWord("if") && second.IsWord("exists") ? tokens[3..] : tokens[1..];
        return !name.IsEmpty && FullTextObjects.IsDerived(SchemaCatalog.Read(session), name[0].Name);
    }
}
