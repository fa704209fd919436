using LineageAot.Diagnostics;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>Work on the write connection between two transactions: maintenance, pause.</summary>
internal sealed class ControlRequest<TResult>(Func<SqliteSession, WriterUpkeep, TResult> function, bool afterBulk = false) : WriteRequest<TResult>, IControlRequest
{
    public override OperationName Operation => throw new InvalidOperationException("A control request is measured by whoever asks for it.");

    public override bool IsBulk => afterBulk;

    public override void Run(WriterContext context) => throw new InvalidOperationException("A control request runs outside a transaction.");

    public void RunAlone(SqliteSession session, WriterUpkeep upkeep) => Result = function(session, upkeep);
}

/// <summary>A request that runs alone, outside a transaction.</summary>
internal interface IControlRequest
{
    void RunAlone(SqliteSession session, WriterUpkeep upkeep);
}
