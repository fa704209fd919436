using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>What is done with one row; a struct, so that calls are direct.</summary>
internal interface IRowAction<T, TResult> where T : class, IRow<T>
{
    /// <summary>What metrics and traces call it.</summary>
    static abstract string Name { get; }

    static abstract TResult Run(SqliteSession session, T row);

    static abstract bool Changed(TResult result);
}

internal readonly struct InsertAction<T> : IRowAction<T, T> where T : class, IRow<T>
{
    public static string Name => "INSERT";

    public static T Run(SqliteSession session, T row) => TableCommands<T>.Insert(session, row);

    public static bool Changed(T result) => true;
}

internal readonly struct TryInsertAction<T> : IRowAction<T, bool> where T : class, IRow<T>
{
    public static string Name => "INSERT";

    public static bool Run(SqliteSession session, T row) => TableCommands<T>.TryInsert(session, row);

    public static bool Changed(bool result) => result;
}

internal readonly struct UpsertAction<T> : IRowAction<T, UpsertOutcome> where T : class, IRow<T>
{
    public static string Name => "UPSERT";

    public static UpsertOutcome Run(SqliteSession session, T row) => TableCommands<T>.Upsert(session, row);

    public static bool Changed(UpsertOutcome result) => result != UpsertOutcome.Unchanged;
}

internal readonly struct UpdateAction<T> : IRowAction<T, T> where T : class, IRow<T>
{
    public static string Name => "UPDATE";

    public static T Run(SqliteSession session, T row) => TableCommands<T>.Update(session, row);

    public static bool Changed(T result) => true;
}

internal readonly struct DeleteAction<T> : IRowAction<T, bool> where T : class, IRow<T>
{
    public static string Name => "DELETE";

    public static bool Run(SqliteSession session, T row) => TableCommands<T>.Delete(session, row);

    public static bool Changed(bool result) => result;
}

/// <summary>A request about one prepared row; pooled.</summary>
internal sealed class RowRequest<T, TResult, TAction> : WriteRequest<TResult>
    where T : class, IRow<T>
    where TAction : struct, IRowAction<T, TResult>
{
    private static readonly OperationName Name = new(TAction.Name, T.Schema.Name);

    public T Row { get; set; } = null!;

    public override OperationName Operation => Name;

    public override void Run(WriterContext context)
    {
        Result = TAction.Run(context.Session, Row);
        context.Changes.Note(T.Schema, TAction.Changed(Result) ? 1 : 0);
    }

    protected override void Release()
    {
        if (!IsCancelable)
        {
            Row = null!;
            RecycleSource();
            RequestPool<RowRequest<T, TResult, TAction>>.Return(this);
        }
    }
}
