namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// Finds the parts of a statement that decide about its plan: what stands in FROM, WHERE, ON and ORDER BY of each SELECT in it. SQLite has accepted the text before, so
/// only right SQL has to be understood (https://sqlite.org/lang_select.html).
/// </summary>
internal sealed class SelectScopes
{
    private static readonly HashSet<string> NoAlias =
    [
        "join", "left", "right", "full", "inner", "outer", "cross", "natural", "on", "using", "where", "group", "order", "having", "limit", "window", "union", "except", "intersect",
        "indexed", "not", "set", "returning", "values", "select", "from",
    ];

    private static readonly HashSet<string> Clauses = ["where", "on", "group", "order", "having", "limit", "window", "union", "except", "intersect", "returning", "set", "join", "left", "right", "full", "inner", "cross", "natural"];

    private static readonly HashSet<string> Compounds = ["union", "all", "except", "intersect"];

    private readonly SqlWords words;
    private readonly Dictionary<int, SelectScope> open = [];
    private readonly HashSet<int> inFrom = [];
    private readonly HashSet<int> subqueries = [];
    private readonly List<SelectScope> scopes = [];

    private SelectScopes(SqlWords words)
    {
        this.words = words;
    }

    /// <summary>All of a statement, in the order of their keywords, but what stands in FROM before what is around it: so does SQLite plan them.</summary>
    public static IReadOnlyList<SelectScope> Of(SqlWords words)
    {
        var found = new SelectScopes(words);
        for (var index = 0; index < words.Count; index++)
        {
            found.Read(index);
        }

        return found.scopes;
    }

    private void Read(int index)
    {
        var depth = words.Depth(index);
        if (words.IsSymbol(index, ')'))
        {
            open.Remove(depth + 1);
            inFrom.Remove(depth + 1);
            subqueries.Remove(depth + 1);
        }

        if (words.IsSymbol(index, ',') && inFrom.Contains(depth))
        {
            AddSource(index + 1, open[depth], isOuter: false);
            return;
        }

        if (words[index].Kind == Migrations.SqlTokenKind.Word)
        {
            ReadWord(index, depth, words[index].Text);
        }
    }

    private void ReadWord(int index, int depth, string word)
    {
        if (word is "select" or "delete" || (word == "update" && !words.IsWord(index - 1, "do")))
        {
            Begin(index, depth, word);
            return;
        }

        if (!open.TryGetValue(depth, out var scope))
        {
            return;
        }

        if (word == "from" && !words.IsWord(index - 1, "distinct"))
        {
            inFrom.Add(depth);
            AddSource(index + 1, scope, isOuter: false);
        }
        else if (word == "join")
        {
            AddJoin(index, scope);
        }
        else if (word is "where" or "on" && !words.IsWord(index + 1, "conflict"))
        {
            scope.Conditions.Add(new TokenRange(index + 1, EndOfCondition(index + 1, depth)));
        }
        else if (word == "order" && words.IsWord(index + 1, "by"))
        {
            scope.Order = new TokenRange(index + 2, words.Find(index + 2, depth, Clauses));
        }

        else if (word == "having")
        {
            scope.Having = new TokenRange(index + 1, words.Find(index + 1, depth, Clauses));
        }
        else if (word == "do")
        {
            open.Remove(depth); // DO UPDATE SET … WHERE is about the table that INSERT writes to.
        }

        scope.IsMade |= word == "group" || (word == "over" && words.IsSymbol(index - 1, ')'));
        if (word is "where" or "group" or "order" or "limit" or "having" or "window" or "union" or "except" or "intersect" or "returning" or "set")
        {
            inFrom.Remove(depth);
        }
    }

    private void Begin(int index, int depth, string word)
    {
        var scope = new SelectScope(index, depth) { IsMade = words.IsAny(index - 1, Compounds) };
        scopes.Insert(subqueries.Contains(depth) && open.TryGetValue(depth - 1, out var around) ? scopes.IndexOf(around) : scopes.Count, scope);
        open[depth] = scope;
        inFrom.Remove(depth);
        if (word == "update")
        {
            // update or ignore t
            AddSource(words.IsWord(index + 1, "or") ? index + 3 : index + 1, scope, isOuter: false);
        }
    }

    private void AddJoin(int index, SelectScope scope)
    {
        var isOuter = false;
        for (var before = index - 1; before > scope.Start && words.IsAny(before, NoAlias) && !words.IsWord(before, "from"); before--)
        {
            isOuter |= words.IsWord(before, "left") || words.IsWord(before, "full");
            if (words.IsWord(before, "right") || words.IsWord(before, "full"))
            {
                scope.HasOuterJoin = true;
                scope.Sources.ForEach(static source => source.IsOuterJoined = true);
            }
        }

        scope.HasOuterJoin |= isOuter;
        AddSource(index + 1, scope, isOuter);
    }

    private void AddSource(int index, SelectScope scope, bool isOuter)
    {
        if (words.IsSymbol(index, '('))
        {
            if (!words.IsWord(index + 1, "select") && !words.IsWord(index + 1, "with") && !words.IsWord(index + 1, "values"))
            {
                // A join in parentheses belongs to the same FROM.
                open[words.Depth(index) + 1] = scope;
                inFrom.Add(words.Depth(index) + 1);
                AddSource(index + 1, scope, isOuter);
                return;
            }

            subqueries.Add(words.Depth(index) + 1);
            return;
        }

        var name = words.IsSymbol(index + 1, '.') ? index + 2 : index;
        if (words.Name(name) is not { } table || words.IsSymbol(name + 1, '('))
        {
            return;
        }

        var alias = words.IsWord(name + 1, "as") ? words.Name(name + 2) : words.IsAny(name + 1, NoAlias) ? null : words.Name(name + 1);
        scope.Sources.Add(new TableSource(table, alias ?? table, name) { IsOuterJoined = isOuter });
    }

    /// <summary>A condition ends at the next clause; ON also at the next table of the same FROM.</summary>
    private int EndOfCondition(int from, int depth)
    {
        var end = words.Find(from, depth, Clauses);
        for (var index = from; index < end; index++)
        {
            if (words.Depth(index) == depth && (words.IsSymbol(index, ';') || (words.IsSymbol(index, ',') && inFrom.Contains(depth))))
            {
                return index;
            }
        }

        return end;
    }
}
