using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>
/// A query that is read page by page (keyset): the text of the first page and that of the pages behind a cursor. The texts' last parameter is the
/// limit; before it the next page's text has one for each of the keys. Made once and kept in a static field by generated code; safe to share.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PageStatement
{
    /// <summary>Takes the texts.</summary>
    /// <param name="first">The first page's text.</param>
    /// <param name="next">The text of the pages behind a cursor.</param>
    /// <param name="scope">What cursors belong to: the query's name, and behind a slash a mark of its order.</param>
    /// <param name="parameters">How many parameters come before those of the pages.</param>
    /// <param name="keys">The order's columns.</param>
    public PageStatement(SqlStatement first, SqlStatement next, string scope, int parameters, PageKey[] keys)
    {
        First = first;
        Next = next;
        Scope = scope;
        Parameters = parameters;
        Keys = keys;
    }

    /// <summary>The first page's text.</summary>
    public SqlStatement First { get; }

    /// <summary>The text of the pages behind a cursor.</summary>
    public SqlStatement Next { get; }

    /// <summary>What cursors belong to.</summary>
    public string Scope { get; }

    /// <summary>How many parameters come before those of the pages.</summary>
    public int Parameters { get; }

    internal PageKey[] Keys { get; }

    /// <summary>The table whose pages these are, in its key's order; null for a query of the user.</summary>
    internal TableSchema? Table { get; init; }
}

/// <summary>A column of a page's order.</summary>
/// <param name="Ordinal">Its place in the result, from 0.</param>
/// <param name="Type">How it is stored.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PageKey(int Ordinal, ColumnType Type);
