using System;
using System.Collections.Generic;
using System.Linq;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>The outermost select lists of a statement, or the list of RETURNING.</summary>
internal sealed class SelectList
{
    private static readonly string[] Ends = ["from", "where", "group", "having", "order", "limit", "union", "intersect", "except"];

    private SelectList(bool isReturning, List<SelectItem> items)
    {
        IsReturning = isReturning;
        Items = items;
    }

    public bool IsReturning { get; }

    public IReadOnlyList<SelectItem> Items { get; }

    /// <summary>Each arm of a compound select has a list of its own.</summary>
    public static IEnumerable<SelectList> Find(IReadOnlyList<SqlToken> tokens)
    {
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Depth == 0 && (tokens[index].IsWord("select") || tokens[index].IsWord("returning")))
            {
                yield return new SelectList(tokens[index].IsWord("returning"), ItemsOf(tokens, index + 1));
            }
        }
    }

    private static List<SelectItem> ItemsOf(IReadOnlyList<SqlToken> tokens, int index)
    {
        var items = new List<SelectItem>();
        if (index < tokens.Count && (tokens[index].IsWord("distinct") || tokens[index].IsWord("all")))
        {
            index++;
        }

        var item = new List<SqlToken>();
        for (; index < tokens.Count && !IsEnd(tokens, index); index++)
        {
            if (tokens[index].Depth == 0 && tokens[index].IsSymbol(","))
            {
                Add(item);
                item = [];
            }
            else
            {
                item.Add(tokens[index]);
            }
        }

        Add(item);
        return items;

        void Add(List<SqlToken> item)
        {
            if (item.Count > 0)
            {
                items.Add(new SelectItem(item)); // An empty one is for SQLite to refuse.
            }
        }
    }

    private static bool IsEnd(IReadOnlyList<SqlToken> tokens, int index)
    {
        var token = tokens[index];
        var isOperator = token.IsWord("from") && tokens[index - 1].IsWord("distinct") && (tokens[index - 2].IsWord("is") || tokens[index - 2].IsWord("not")); // IS [NOT] DISTINCT FROM
        return token.Depth == 0 && !isOperator && (token.IsSymbol(";") || Ends.Any(token.IsWord));
    }
}

/// <summary>An item of a select list.</summary>
internal sealed class SelectItem(IReadOnlyList<SqlToken> tokens)
{
    public IReadOnlyList<SqlToken> Tokens => tokens;

    public int Start => tokens[0].Start;

    public int Length => tokens[tokens.Count - 1].End - Start;

    /// <summary><c>*</c> or <c>alias.*</c>.</summary>
    public bool IsStar => tokens.Count is 1 or 3 && tokens[tokens.Count - 1].IsSymbol("*") && (tokens.Count == 1 || IsQualified);

    /// <summary>The name before the point of <c>alias.*</c> or <c>alias.column</c>, as it is written.</summary>
    public string? Qualifier => IsQualified ? tokens[0].Text : null;

    /// <summary>The column's name where the item is nothing but a column, with or without a name of its own.</summary>
    public SqlToken? Column
    {
        get
        {
            var count = Rename is null ? tokens.Count : tokens[tokens.Count - 2].IsWord("as") ? tokens.Count - 2 : tokens.Count - 1;
            return count == 1 && tokens[0].Name is not null ? tokens[0] : count == 3 && IsQualified && tokens[2].Name is not null ? tokens[2] : null;
        }
    }

    /// <summary>The name that the item gives its column.</summary>
    public SqlToken? Rename
    {
        get
        {
            var last = tokens[tokens.Count - 1];
            if (tokens.Count < 2 || last.Name is null || last.Depth != 0)
            {
                return null;
            }

            // With AS, or right behind something that has ended; behind an operator or a point it is a part of the expression.
            var before = tokens[tokens.Count - 2];
            return before.IsWord("as") || (before.Kind != SqlTokenKind.Symbol && before.Kind != SqlTokenKind.Word) || before.IsSymbol(")") || (tokens.Count is 2 or 4 && before.Name is not null && !before.IsWord("not")) ? last : null;
        }
    }

    private bool IsQualified => tokens.Count >= 3 && tokens[0].Name is not null && tokens[1].IsSymbol(".");

    public static bool SameName(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
