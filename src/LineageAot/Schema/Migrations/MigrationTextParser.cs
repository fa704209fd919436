using System;

namespace LineageAot.Schema.Migrations;

/// <summary>
/// Takes a migration file apart: header, <c>-- up</c>, <c>-- down</c>, <c>-- backfill</c>, and inside them rebuilds and redefinitions of
/// tables. It doesn't read the SQL itself; SQLite does. Shared as source with the generator.
/// </summary>
internal sealed class MigrationTextParser
{
    private readonly string sql;
    private readonly MigrationText migration = new();
    private Section section = Section.Header;
    private MigrationStep? step;
    private bool isInStatement;
    private int line = 1, lineStart, stepStart;

    private MigrationTextParser(string sql)
    {
        this.sql = sql;
    }

    private enum Section
    {
        Header, Up, Down, Backfill, Nothing,
    }

    /// <param name="text">The file's text.</param>
    public static MigrationText Parse(string text)
    {
        var parser = new MigrationTextParser(MigrationChecksum.Normalize(text));
        parser.Run();
        return parser.migration;
    }

    private void Run()
    {
        if (sql.IndexOf('\0') is >= 0 and var nul)
        {
            ErrorAt(nul, "the file holds U+0000, which would end the statement's text for SQLite: save it as UTF-8 text");
            return;
        }

        var scanner = new SqlTextScanner(sql);
        while (!scanner.IsAtEnd)
        {
            var start = scanner.Position;
            if (scanner.IsAtLineComment && MigrationDirective.Parse(sql.Substring(start, scanner.LineEnd - start)) is { } directive)
            {
                Take(directive, start);
                scanner.MoveTo(Math.Min(scanner.LineEnd + 1, sql.Length));
                if (directive.Word is not MigrationDirective.Copy)
                {
                    stepStart = scanner.Position;
                }

                continue;
            }

            var character = sql[start];
            if (!scanner.TryMove(out var isCode))
            {
                ErrorAt(start, $"the {(character is '/' ? "comment" : "text or name in quotes")} that begins here has no end");
                return;
            }

            if (isCode)
            {
                TakeCode(start, character, scanner.Position);
            }
        }

        CloseStep(sql.Length);
        Finish();
    }

    private void Take(MigrationDirective directive, int start)
    {
        if (directive.Error is { } error)
        {
            ErrorAt(start, error);
            return;
        }

        if (isInStatement && directive.Word is not MigrationDirective.Copy)
        {
            ErrorAt(start, $"'-- {directive.Word}' stands inside a statement: end the statement before it with ';'");
            return;
        }

        switch (directive.Word)
        {
            case MigrationDirective.Copy:
                TakeCopy(directive, start);
                return;
            case MigrationDirective.Destructive:
                Require(section == Section.Header, start, "'-- destructive' belongs in front of '-- up'");
                migration.IsDestructive = true;
                return;
            case MigrationDirective.Keep:
                CloseStep(start);
                Require(section is Section.Header or Section.Up, start, "'-- keep' belongs in front of '-- up' or into it");
                migration.Keeps.Add(directive.Name);
                return;
            case MigrationDirective.Rebuild or MigrationDirective.Redefine:
                CloseStep(start);
                Require(section is Section.Up or Section.Down, start, $"'-- {directive.Word}' belongs into '-- up' or '-- down'");
                step = new MigrationStep(directive.Word == MigrationDirective.Rebuild ? MigrationStepKind.Rebuild : MigrationStepKind.Redefine, directive.Name, LineOf(start));
                return;
            default:
                CloseStep(start);
                OpenSection(directive, start);
                return;
        }
    }

    private void OpenSection(MigrationDirective directive, int start)
    {
        switch (directive.Word)
        {
            case MigrationDirective.Up:
                Require(section == Section.Header, start, "'-- up' comes first and once");
                section = Section.Up;
                break;
            case MigrationDirective.Down:
                Require(section is Section.Up or Section.Backfill && !migration.IsIrreversible && !migration.HasDown, start, "'-- down' comes once, after '-- up', and not beside '-- irreversible'");
                migration.HasDown = true;
                section = Section.Down;
                break;
            case MigrationDirective.Irreversible:
                Require(section != Section.Header && !migration.HasDown, start, "'-- irreversible' stands in place of '-- down', after '-- up'");
                migration.IsIrreversible = true;
                section = Section.Nothing;
                break;
            default:
                Require(section is Section.Up or Section.Backfill, start, "'-- backfill' comes after '-- up' and before '-- down'");
                section = Section.Backfill;
                step = new MigrationStep(MigrationStepKind.Backfill, directive.Name, LineOf(start)) { BatchRows = directive.BatchRows };
                break;
        }
    }

    private void TakeCopy(MigrationDirective directive, int start)
    {
        if (step is not { Kind: MigrationStepKind.Rebuild })
        {
            ErrorAt(start, "'-- copy' belongs to a '-- rebuild', before its CREATE TABLE ends");
            return;
        }

        step.Copies.Add(new(directive.Name, directive.Expression));
    }

    private void TakeCode(int start, char character, int end)
    {
        switch (section)
        {
            case Section.Header:
                ErrorAt(start, "SQL stands before '-- up'");
                section = Section.Nothing;
                return;
            case Section.Nothing:
                return;
            case Section.Backfill when step is null:
                ErrorAt(start, "a backfill is one UPDATE; begin the next with '-- backfill'");
                section = Section.Nothing;
                return;
        }

        step ??= new MigrationStep(MigrationStepKind.Sql, "", LineOf(start));
        isInStatement = character != ';';
        if (!isInStatement && step.Kind != MigrationStepKind.Sql)
        {
            // A single statement: what follows is plain SQL again.
            CloseStep(end);
        }
    }

    private void CloseStep(int end)
    {
        isInStatement = false;
        var closed = step;
        step = null;
        var start = stepStart;
        stepStart = end;
        if (closed is null)
        {
            return;
        }

        closed.Sql = sql.Substring(start, end - start);
        closed.FirstLine = 1;
        for (var i = 0; i < start; i++)
        {
            closed.FirstLine += sql[i] == '\n' ? 1 : 0;
        }

        if (closed.Kind != MigrationStepKind.Sql && string.IsNullOrWhiteSpace(closed.Sql))
        {
            migration.Errors.Add(new MigrationTextError(closed.Line, 1, "the directive has no statement"));
        }
        else if (closed.Kind == MigrationStepKind.Backfill && BackfillText.Parse(closed.Sql, closed.Table) is { Error: { } error } backfill)
        {
            ErrorAt(start + backfill.ErrorPlace, error);
        }

        (closed.Kind == MigrationStepKind.Backfill ? migration.Backfills : section == Section.Down ? migration.Down : migration.Up).Add(closed);
    }

    private void Finish()
    {
        if (section == Section.Header && migration.Errors.Count == 0)
        {
            migration.Errors.Add(new MigrationTextError(1, 1, "there is no '-- up' section"));
        }
    }

    private void Require(bool holds, int start, string message)
    {
        if (!holds)
        {
            ErrorAt(start, message);
        }
    }

    private int LineOf(int position)
    {
        // Positions only grow.
        for (var next = sql.IndexOf('\n', lineStart); next >= 0 && next < position; next = sql.IndexOf('\n', lineStart))
        {
            line++;
            lineStart = next + 1;
        }

        return line;
    }

    private void ErrorAt(int position, string message)
    {
        var errorLine = LineOf(position);
        migration.Errors.Add(new MigrationTextError(errorLine, position - lineStart + 1, message));
    }
}
