using System.Collections.Generic;
using System.Linq;

namespace LineageAot.Schema;

/// <summary>The names of what a full-text index consists of, by one fixed rule. Shared as source with the generator.</summary>
internal static class FullTextNames
{
    public const string RowsSuffix = "_fts_rows";

    /// <summary>The virtual table, and its hidden column that commands and MATCH go to.</summary>
    public static string Index(string table) => table + "_fts";

    /// <summary>The table that gives each row of a table without an integer key a number that stays.</summary>
    public static string Rows(string table) => table + RowsSuffix;

    /// <summary>The view that the index of such a table reads texts from. (A name with <c>_content</c> would be FTS5's own.)</summary>
    public static string Texts(string table) => table + "_fts_texts";

    /// <summary>A trigger that keeps the index.</summary>
    /// <param name="table">The table.</param>
    /// <param name="change"><c>insert</c>, <c>update</c> or <c>delete</c>.</param>
    public static string Trigger(string table, string change) => $"tr_{table}_fts_{change}";

    /// <summary>The tables and views that statements of ours make.</summary>
    public static IEnumerable<string> Made(string table) => new[] { Index(table), Rows(table), Texts(table) };

    /// <summary>All names of tables and views, those that FTS5 takes for itself included (https://sqlite.org/fts5.html#fts5_data_structures).</summary>
    public static IEnumerable<string> Tables(string table) => new[] { "", "_rows", "_texts", "_data", "_idx", "_content", "_docsize", "_config" }.Select(suffix => Index(table) + suffix);
}
