using System.ComponentModel;
using LineageAot.Diagnostics;

namespace LineageAot.Schema;

/// <summary>
/// One fixed SQL text and its slot: each connection keeps the prepared statement at that place of an array, so that no text
/// is hashed on the way. Made once and kept in a static field by generated code; safe to share between threads.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SqlStatement
{
    private static int slots = -1;
    private OperationName? operation;

    /// <summary>Takes the next slot for a text.</summary>
    /// <param name="sql">One statement. Its parameters are bound by their order: the first one met is number 0.</param>
    /// <param name="name">What errors call it: the method or operation that it serves, for instance <c>AgentDatabase.ChunksOf</c>.</param>
    public SqlStatement(string sql, string name)
    {
        Sql = sql;
        Name = name;
        Slot = Interlocked.Increment(ref slots);
    }

    private SqlStatement(string sql)
    {
        Sql = sql;
        Name = "a statement of the library";
        Slot = -1;
    }

    /// <summary>SQL that is prepared once and thrown away: it takes no slot.</summary>
    internal static SqlStatement Transient(string sql) => new(sql);

    /// <summary>The statement's text.</summary>
    public string Sql { get; }

    /// <summary>What errors call it.</summary>
    public string Name { get; }

    /// <summary>Its place in a connection's array of prepared statements.</summary>
    public int Slot { get; }

    /// <summary>The one table that it is about, where the library wrote it for one.</summary>
    internal string? Collection { get; init; }

    /// <summary>What metrics and traces call it; made when somebody listens.</summary>
    internal OperationName Operation => operation ??= OperationName.OfText(Sql, Collection, Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Sql}";
}
