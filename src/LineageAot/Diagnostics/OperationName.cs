namespace LineageAot.Diagnostics;

/// <summary>
/// What an operation is called in metrics and traces, by the conventions for database clients (https://opentelemetry.io/docs/specs/semconv/database/). Made once
/// for each kind of operation, so that to name one costs nothing.
/// </summary>
/// <param name="name">The keyword: <c>INSERT</c>, <c>SELECT</c>.</param>
/// <param name="collection">The table, or null where it is none or several.</param>
/// <param name="summary">What the program calls it, for instance a query's method; or null.</param>
/// <param name="text">The statement with placeholders, shown only where the options ask for it; or null.</param>
internal sealed class OperationName(string name, string? collection = null, string? summary = null, string? text = null)
{
    private static readonly string[] Keywords = ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES"];

    public static OperationName Unit { get; } = new("TRANSACTION");

    public static OperationName Checkpoint { get; } = new("CHECKPOINT");

    public static OperationName Backup { get; } = new("BACKUP");

    /// <summary>Several requests of different kinds in one transaction.</summary>
    public static OperationName Mixed { get; } = new("BATCH");

    public string Name { get; } = name;

    /// <summary>Several of its kind in one transaction.</summary>
    public string BatchName { get; } = "BATCH " + name;

    public string? Collection { get; } = collection;

    public string? Summary { get; } = summary;

    public string? Text { get; } = text;

    /// <summary>The name of a statement that somebody wrote.</summary>
    public static OperationName OfText(string sql, string? collection, string summary)
    {
        var start = sql.AsSpan().TrimStart();
        var end = start.IndexOfAnyExceptInRange('A', 'z');
        var word = end < 0 ? start : start[..end];
        foreach (var keyword in Keywords)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return new OperationName(keyword, collection, summary, sql);
            }
        }

        return new OperationName("EXECUTE", collection, summary, sql);
    }
}
