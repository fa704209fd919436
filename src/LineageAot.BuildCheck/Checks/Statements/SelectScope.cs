namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A SELECT, UPDATE or DELETE inside a statement, as places in its tokens.</summary>
/// <param name="Start">Its keyword.</param>
/// <param name="Depth">How many parentheses are open around it.</param>
internal sealed record SelectScope(int Start, int Depth)
{
    /// <summary>The tables, views and common table expressions in FROM, in order.</summary>
    public List<TableSource> Sources { get; } = [];

    /// <summary>Its WHERE and ON conditions.</summary>
    public List<TokenRange> Conditions { get; } = [];

    /// <summary>What stands behind ORDER BY, or null.</summary>
    public TokenRange? Order { get; set; }

    /// <summary>What stands behind HAVING, or null.</summary>
    public TokenRange? Having { get; set; }

    /// <summary>It has an outer join, be it with a subquery.</summary>
    public bool HasOuterJoin { get; set; }

    /// <summary>Its order isn't that of its tables' rows: it has a GROUP BY or window functions, or it is an arm of a compound behind the first, and the order that of the whole.</summary>
    public bool IsMade { get; set; }
}

/// <summary>Tokens from one to before another.</summary>
internal readonly record struct TokenRange(int Start, int End)
{
    public bool Contains(int index) => index >= Start && index < End;
}

/// <summary>A name in FROM.</summary>
/// <param name="Table">The name of the table, view or common table expression.</param>
/// <param name="Alias">What the statement calls it.</param>
/// <param name="Index">Its token.</param>
internal sealed record TableSource(string Table, string Alias, int Index)
{
    /// <summary>An outer join may leave its columns NULL.</summary>
    public bool IsOuterJoined { get; set; }
}
