namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>What SQLite says of a text that it prepared.</summary>
/// <param name="IsReadOnly">It changes nothing.</param>
/// <param name="Columns">The columns of its rows.</param>
/// <param name="Updated">The columns that it sets, by their tables; what triggers do isn't among them.</param>
internal sealed record PreparedText(bool IsReadOnly, IReadOnlyList<PreparedColumn> Columns, ILookup<string, string> Updated);

/// <summary>A column of a statement's rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table that it comes from, or empty for an expression.</param>
/// <param name="Origin">The table's column, or empty for an expression.</param>
internal sealed record PreparedColumn(string Name, string Table, string Origin);

/// <summary>Why SQLite refuses a text.</summary>
/// <param name="Message">Its own message.</param>
/// <param name="Offset">The byte in the text, or -1 where it can't be told.</param>
internal sealed record PrepareFailure(string Message, int Offset);
