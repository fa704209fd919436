using System.Runtime.CompilerServices;

namespace LineageAot;

/// <summary>
/// SQL that reads. The generator writes the partial method that carries it; <c>@name</c> is the method's parameter of that
/// name, and <c>*</c> becomes the result record's own columns; where a <c>[Row]</c> holds records, <c>alias.*</c> becomes those of the one at its place.
/// A method that returns <see cref="Page{T}"/> also takes <c>int size</c> and <c>Cursor? after</c>: the generator adds the limit and the condition.
/// </summary>
/// <param name="sql">One SELECT statement, a constant.</param>
/// <param name="file">Filled in by the compiler: where the text stands.</param>
/// <param name="line">Filled in by the compiler: where the text stands.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class QueryAttribute(string sql, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : Attribute
{
    /// <summary>The statement.</summary>
    public string Sql { get; } = sql;

    /// <summary>The scan of a whole table is meant: the build check doesn't warn.</summary>
    public bool AllowScan { get; set; }

    /// <summary>The file that the text stands in.</summary>
    public string File { get; } = file;

    /// <summary>The line of the attribute in <see cref="File"/>, from 1.</summary>
    public int Line { get; } = line;
}

/// <summary>
/// SQL that writes, through the queue like every other write. The generator writes the partial method that carries it: it
/// answers with the number of rows changed, or with the rows of a <c>returning</c> clause.
/// </summary>
/// <param name="sql">One INSERT, UPDATE or DELETE statement, a constant.</param>
/// <param name="file">Filled in by the compiler: where the text stands.</param>
/// <param name="line">Filled in by the compiler: where the text stands.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CommandAttribute(string sql, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : Attribute
{
    /// <summary>The statement.</summary>
    public string Sql { get; } = sql;

    /// <summary>The scan of a whole table is meant: the build check doesn't warn.</summary>
    public bool AllowScan { get; set; }

    /// <summary>The file that the text stands in.</summary>
    public string File { get; } = file;

    /// <summary>The line of the attribute in <see cref="File"/>, from 1.</summary>
    public int Line { get; } = line;
}
