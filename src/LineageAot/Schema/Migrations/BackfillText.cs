using System;
using System.Collections.Generic;

namespace LineageAot.Schema.Migrations;

/// <summary>
/// The UPDATE of a backfill, taken apart as far as the migrator needs it to run it over a range of rows: what stands before its condition, and the
/// condition. Shared as source with the generator, which refuses at build time what the migrator would refuse later.
/// </summary>
internal sealed class BackfillText
{
    private readonly string sql, table;
    private readonly List<Piece> pieces = new();

    private BackfillText(string sql, string table)
    {
        this.sql = sql;
        this.table = table;
    }

    /// <summary>The statement up to its WHERE.</summary>
    public string Head { get; private set; } = "";

    /// <summary>What stands behind its WHERE; empty where it has none.</summary>
    public string Condition { get; private set; } = "";

    /// <summary>The columns that it sets.</summary>
    public List<string> Targets { get; } = new();

    /// <summary>What is wrong with it, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Where in the text that is.</summary>
    public int ErrorPlace { get; private set; }

    /// <param name="sql">One statement, comments included; its texts and quoted names are closed.</param>
    /// <param name="table">The table that the directive names.</param>
    public static BackfillText Parse(string sql, string table)
    {
        var text = new BackfillText(sql, table);
        text.Cut();
        text.Read();
        return text;
    }

    private void Read()
    {
        if (pieces.Count < 4 || !pieces[0].IsWord("update") || !string.Equals(pieces[1].Name, table, StringComparison.OrdinalIgnoreCase) || !pieces[2].IsWord("set"))
        {
            Fail(pieces.Count == 0 ? 0 : pieces[0].Start, $"a backfill of '{table}' is one statement: UPDATE, the table's name, SET …, and FROM … and WHERE … where they are needed; without OR, an alias or WITH");
            return;
        }

        var where = ReadClauses();
        var end = pieces[pieces.Count - 1].End;
        Head = sql.Substring(0, where?.Start ?? end);
        Condition = where is null ? "" : sql.Substring(where.End, end - where.End);
        if (where is not null && Condition.Length == 0)
        {
            Fail(where.Start, "WHERE has no condition");
        }
    }

    /// <summary>Goes over the clauses; the WHERE of the statement itself, or null.</summary>
    private Piece? ReadClauses()
    {
        Piece? where = null;
        var (depth, isTarget, isInSet) = (0, true, true);
        for (var i = 3; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Text.Length > 0 && piece.Text[0] is '?' or '@' or ':' or '$' or '#')
            {
                Fail(piece.Start, $"'{piece.Text}' is a parameter, and a backfill has none: the migrator adds the range of rows of each batch to the condition");
            }

            depth += piece.Text == "(" ? 1 : piece.Text == ")" ? -1 : 0;
            if (isInSet && isTarget)
            {
                // SET a = …, or SET (a, b) = …: what the first parenthesis holds are columns too.
                if (piece.Name.Length > 0)
                {
                    Targets.Add(piece.Name);
                }

                isTarget = depth > 0;
                continue;
            }

            if (depth != 0)
            {
                continue;
            }

            isTarget = piece.Text == ",";
            if (piece.IsWord("from") || piece.IsWord("where"))
            {
                isInSet = false;
                where ??= piece.IsWord("where") ? piece : null;
            }
            else if (piece.IsWord("returning") || piece.IsWord("order") || piece.IsWord("limit"))
            {
                Fail(piece.Start, $"{piece.Text.ToUpperInvariant()} can't stand in a backfill: the migrator adds the range of rows of each batch at the statement's end");
            }
        }

        return where;
    }

    private void Fail(int place, string message)
    {
        if (Error is null)
        {
            (Error, ErrorPlace) = (message, place);
        }
    }

    private void Cut()
    {
        var scanner = new SqlTextScanner(sql);
        while (!scanner.IsAtEnd)
        {
            var start = scanner.Position;
            var first = sql[start];
            if (IsWordCharacter(first) || first is '@' or '?' or ':' or '#')
            {
                do
                {
                    scanner.MoveTo(scanner.Position + 1);
                }
                while (!scanner.IsAtEnd && IsWordCharacter(sql[scanner.Position]));
                pieces.Add(new Piece(sql.Substring(start, scanner.Position - start), isQuoted: false, start, scanner.Position));
                continue;
            }

            if (!scanner.TryMove(out var isCode))
            {
                return;
            }

            // A doubled quote inside is two quoted pieces side by side.
            while (first is '"' or '`' or '\'' && !scanner.IsAtEnd && sql[scanner.Position] == first && scanner.TryMove(out _))
            {
            }

            if (isCode && first != ';')
            {
                pieces.Add(new Piece(sql.Substring(start, scanner.Position - start), first is '"' or '`' or '[', start, scanner.Position));
            }
        }
    }

    private static bool IsWordCharacter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '$' || character > 127;

    /// <summary>A word, a quoted name, a text or a sign.</summary>
    private sealed class Piece
    {
        public Piece(string text, bool isQuoted, int start, int end)
        {
            Text = text;
            Start = start;
            End = end;
            IsQuoted = isQuoted;
            var quote = text[0].ToString();
            Name = isQuoted ? text.Substring(1, text.Length - 2).Replace(quote + quote, quote) : IsWordCharacter(text[0]) ? text : "";
        }

        public string Text { get; }

        /// <summary>The name that it is, without quotes; empty for what is none.</summary>
        public string Name { get; }

        public int Start { get; }

        public int End { get; }

        private bool IsQuoted { get; }

        public bool IsWord(string keyword) => !IsQuoted && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);
    }
}
