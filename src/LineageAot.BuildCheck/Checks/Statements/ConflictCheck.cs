namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// OR FAIL leaves the rows before the bad one, OR ROLLBACK ends the transaction with everybody's writes in it (https://sqlite.org/lang_conflict.html); RAISE in a trigger has both too.
/// </summary>
internal static class ConflictCheck
{
    private static readonly HashSet<string> Starts = ["insert", "replace", "update"], Refused = ["fail", "rollback"];

    public static void Run(SqlWords words, StatementReport report)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (At(words, index) is { } clause)
            {
                report.Add(CheckRule.ConflictClause, words[index].Start, $"{report.Statement.Name} holds {clause}, which {Effect(clause)}. Leave it out: the statement is undone alone; or write OR IGNORE, or ON CONFLICT … DO.");
            }
        }
    }

    /// <summary>The clause that starts at a token, in capitals; null where none does.</summary>
    public static string? At(SqlWords words, int index)
        => words.IsWord(index, "or") && words.IsAny(index - 1, Starts) && words.IsAny(index + 1, Refused) ? $"OR {words[index + 1].Text.ToUpperInvariant()}"
            : words.IsWord(index, "raise") && words.IsSymbol(index + 1, '(') && words.IsAny(index + 2, Refused) ? $"RAISE({words[index + 2].Text.ToUpperInvariant()})"
            : words.IsWord(index, "on") && words.IsWord(index + 1, "conflict") && words.IsAny(index + 2, Refused) ? $"ON CONFLICT {words[index + 2].Text.ToUpperInvariant()}"
            : null;

    public static string Effect(string clause)
        => clause.Contains("ROLLBACK", StringComparison.Ordinal) ? "ends the transaction that the writes of others are in too" : "leaves what came before the bad row behind";
}
