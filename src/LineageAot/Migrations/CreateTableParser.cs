namespace LineageAot.Migrations;

/// <summary>
/// Reads a CREATE TABLE (https://sqlite.org/lang_createtable.html) that SQLite has accepted. It refuses nothing: what it doesn't know
/// is kept as text, so that it still counts in a comparison.
/// </summary>
internal sealed class CreateTableParser
{
    private static readonly HashSet<string> ClauseWords =
        ["constraint", "primary", "not", "null", "unique", "check", "default", "collate", "references", "generated", "as", "deferrable"];

    private readonly TableText table = new();
    private string constraintName = "";

    private CreateTableParser()
    {
    }

    public static TableText Parse(string sql) => new CreateTableParser().ParseTable(SqlTokenizer.Tokenize(sql));

    /// <summary>The columns of a key or index: <c>a, b COLLATE NOCASE DESC, lower(c)</c>.</summary>
    public static List<KeyColumnText> ParseKeyColumns(SqlToken[] tokens)
    {
        var columns = new List<KeyColumnText>();
        foreach (var part in TokenCursor.SplitAtCommas(tokens))
        {
            var end = part.Length;
            var isDescending = end > 1 && part[end - 1].IsWord("desc");
            if (isDescending || (end > 1 && part[end - 1].IsWord("asc")))
            {
                end--;
            }

            string? collation = null;
            if (end > 2 && part[end - 2].IsWord("collate"))
            {
                collation = part[end - 1].Name;
                end -= 2;
            }

            columns.Add(new KeyColumnText(NameOf(part.AsSpan(0, end)), collation, isDescending));
        }

        return columns;
    }

    private TableText ParseTable(SqlToken[] tokens)
    {
        var cursor = new TokenCursor(tokens);
        while (!cursor.IsAtEnd && !cursor.AtSymbol('('))
        {
            cursor.Take();
        }

        foreach (var part in TokenCursor.SplitAtCommas(cursor.TakeParenthesis()))
        {
            ParsePart(new TokenCursor(part));
        }

        while (!cursor.IsAtEnd)
        {
            if (cursor.TryTake("without"))
            {
                table.IsWithoutRowId = true;
            }
            else
            {
                table.IsStrict |= cursor.Take().IsWord("strict");
            }
        }

        return table;
    }

    private void ParsePart(TokenCursor cursor)
    {
        constraintName = "";
        if (cursor.At("constraint") || cursor.At("primary") || cursor.At("unique") || cursor.At("check") || cursor.At("foreign"))
        {
            while (!cursor.IsAtEnd)
            {
                ParseTableConstraint(cursor);
            }

            return;
        }

        if (cursor.IsAtEnd)
        {
            return;
        }

        var name = cursor.Take().Name;
        var column = table.Columns[name] = new ColumnText();
        SkipType(cursor);
        while (!cursor.IsAtEnd)
        {
            ParseColumnClause(cursor, name, column);
        }
    }

    private static void SkipType(TokenCursor cursor)
    {
        // The type itself is told by table_xinfo.
        while (!cursor.IsAtEnd && !(cursor.Current.Kind == SqlTokenKind.Word && ClauseWords.Contains(cursor.Current.Text)))
        {
            if (cursor.AtSymbol('('))
            {
                cursor.TakeParenthesis();
            }
            else
            {
                cursor.Take();
            }
        }
    }

    private void ParseTableConstraint(TokenCursor cursor)
    {
        if (cursor.TryTake("constraint"))
        {
            constraintName = cursor.Take().Name;
        }
        else if (cursor.TryTake("primary", "key"))
        {
            table.PrimaryKey = ParseKey(cursor);
        }
        else if (cursor.TryTake("unique"))
        {
            table.Uniques.Add(ParseKey(cursor));
        }
        else if (cursor.TryTake("check"))
        {
            AddCheck(cursor);
        }
        else if (cursor.TryTake("foreign", "key"))
        {
            var columns = TokenCursor.SplitAtCommas(cursor.TakeParenthesis()).ConvertAll(static part => NameOf(part));
            cursor.TryTake("references");
            table.ForeignKeys.Add(ParseReference(cursor, columns));
        }
        else
        {
            table.Checks.Add(new CheckText("", "unknown clause " + cursor.Take().Text));
        }
    }

    private KeyText ParseKey(TokenCursor cursor)
    {
        var tokens = cursor.TakeParenthesis();
        var isAutoincrement = tokens.Length > 1 && tokens[^1].IsWord("autoincrement");
        var columns = ParseKeyColumns(isAutoincrement ? tokens[..^1] : tokens);
        return new KeyText(TakeName(), columns, TakeConflict(cursor), isAutoincrement);
    }

    private void ParseColumnClause(TokenCursor cursor, string name, ColumnText column)
    {
        if (cursor.TryTake("constraint"))
        {
            constraintName = cursor.Take().Name;
        }
        else if (cursor.TryTake("primary", "key"))
        {
            var isDescending = cursor.TryTake("desc");
            _ = isDescending || cursor.TryTake("asc");
            var conflict = TakeConflict(cursor);
            table.PrimaryKey = new KeyText(TakeName(), [new KeyColumnText(name, null, isDescending)], conflict, cursor.TryTake("autoincrement"));
        }
        else if (cursor.TryTake("not", "null"))
        {
            TakeName();
            column.Conflict = TakeConflict(cursor);
        }
        else if (cursor.TryTake("null"))
        {
            TakeName();
            TakeConflict(cursor);
        }
        else if (cursor.TryTake("unique"))
        {
            table.Uniques.Add(new KeyText(TakeName(), [new KeyColumnText(name, null, false)], TakeConflict(cursor), false));
        }
        else if (cursor.TryTake("check"))
        {
            AddCheck(cursor);
        }
        else if (cursor.TryTake("default"))
        {
            TakeName();
            SkipDefault(cursor);
        }
        else if (cursor.TryTake("collate"))
        {
            TakeName();
            column.Collation = cursor.IsAtEnd ? "binary" : cursor.Take().Name;
        }
        else if (cursor.TryTake("references"))
        {
            table.ForeignKeys.Add(ParseReference(cursor, [name]));
        }
        else if (cursor.TryTake("generated", "always", "as") || cursor.TryTake("as"))
        {
            TakeName();

            // STORED or VIRTUAL is told by table_xinfo.
            column.Computed = SqlTokenizer.Normalize(cursor.TakeParenthesis());
            _ = cursor.TryTake("stored") || cursor.TryTake("virtual");
        }
        else
        {
            column.Rest += " " + cursor.Take().Text;
        }
    }

    private static void SkipDefault(TokenCursor cursor)
    {
        // Its text is told by table_xinfo.
        if (cursor.AtSymbol('('))
        {
            cursor.TakeParenthesis();
            return;
        }

        _ = cursor.TryTakeSymbol('-') || cursor.TryTakeSymbol('+');
        cursor.Take();
    }

    private void AddCheck(TokenCursor cursor)
    {
        table.Checks.Add(new CheckText(TakeName(), SqlTokenizer.Normalize(cursor.TakeParenthesis())));

        // Accepted by SQLite and without effect on a CHECK.
        TakeConflict(cursor);
    }

    private ForeignKeyText ParseReference(TokenCursor cursor, IReadOnlyList<string> columns)
    {
        var name = TakeName();
        var parent = cursor.Take().Name;
        List<string> parentColumns = cursor.AtSymbol('(') ? TokenCursor.SplitAtCommas(cursor.TakeParenthesis()).ConvertAll(static part => NameOf(part)) : [];
        var (onDelete, onUpdate, isDeferred) = ("no action", "no action", false);
        while (true)
        {
            if (cursor.TryTake("on", "delete"))
            {
                onDelete = TakeAction(cursor);
            }
            else if (cursor.TryTake("on", "update"))
            {
                onUpdate = TakeAction(cursor);
            }
            else if (cursor.TryTake("match"))
            {
                // Parsed by SQLite and without effect.
                cursor.Take();
            }
            else if (cursor.TryTake("not", "deferrable"))
            {
                TakeInitially(cursor);
            }
            else if (cursor.TryTake("deferrable"))
            {
                isDeferred = TakeInitially(cursor);
            }
            else
            {
                return new ForeignKeyText(name, columns, parent, parentColumns, onDelete, onUpdate, isDeferred);
            }
        }
    }

    private static bool TakeInitially(TokenCursor cursor)
    {
        var isDeferred = cursor.TryTake("initially", "deferred");
        _ = isDeferred || cursor.TryTake("initially", "immediate");
        return isDeferred;
    }

    private static string TakeAction(TokenCursor cursor)
        => cursor.TryTake("set", "null") ? "set null" : cursor.TryTake("set", "default") ? "set default" : cursor.TryTake("no", "action") ? "no action" : cursor.Take().Text ?? "";

    private static string TakeConflict(TokenCursor cursor) => cursor.TryTake("on", "conflict") && cursor.Take().Text is var choice and not "abort" ? choice : "";

    /// <summary>A column's name, or an expression in its common form.</summary>
    private static string NameOf(ReadOnlySpan<SqlToken> tokens) => tokens.Length == 1 ? tokens[0].Name : SqlTokenizer.Normalize(tokens);

    private string TakeName()
    {
        var name = constraintName;
        constraintName = "";
        return name;
    }
}
