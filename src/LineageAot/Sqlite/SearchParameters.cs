using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>What is bound to the generated search statement, in the order of its parameters.</summary>
internal readonly struct SearchParameters : IParameters
{
    private const int MostRows = 100_000, MostSnippetWords = 64;
    private static readonly SearchOptions Defaults = new();

    private readonly string expression;
    private readonly int limit;
    private readonly SearchOptions options;

    private SearchParameters(string expression, int limit, SearchOptions options)
    {
        this.expression = expression;
        this.limit = limit;
        this.options = options;
    }

    /// <summary>The parameters, or null where the text is blank.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number isn't in its range.</exception>
    public static SearchParameters? Of(string text, int limit, SearchOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostRows);
        var chosen = options ?? Defaults;
        if (chosen.SnippetWords is < 1 or > MostSnippetWords)
        {
            throw new ArgumentOutOfRangeException(nameof(options), chosen.SnippetWords, $"{nameof(SearchOptions.SnippetWords)} is 1 to {MostSnippetWords}.");
        }

        return SearchExpression.Of(text, chosen.Match, chosen.LastWordIsPrefix) is { } expression ? new SearchParameters(expression, limit, chosen) : null;
    }

    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
    {
        writer.String(0, options.HighlightStart);
        writer.String(1, options.HighlightEnd);
        writer.String(2, options.Ellipsis);
        writer.Int64(3, options.SnippetWords);
        writer.String(4, expression);
        writer.Int64(5, limit);
    }
}

/// <summary>Reads a row, and behind its columns the score and the snippet.</summary>
internal readonly struct SearchHitDecoder<T> : IDecoder<SearchHit<T>> where T : class, IRow<T>
{
    public static SearchHit<T> Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct
    {
        var columns = T.Schema.Columns.Length;
        return new SearchHit<T>(T.Read(ref reader), reader.Double(columns), reader.IsNull(columns + 1) ? "" : reader.String(columns + 1));
    }
}
