using System.Diagnostics;
using LineageAot.Diagnostics;
using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>A request that runs one statement, or a fixed few that need no savepoint, given as a function over a state.</summary>
internal sealed class FunctionRequest<TState, TResult>(TState input, SqlStatement statement, Func<WriterContext, TState, TResult> function, bool needsSavepoint = false) : WriteRequest<TResult>
{
    public override OperationName Operation => statement.Operation;

    public override bool NeedsSavepoint => needsSavepoint;

    public override void Run(WriterContext context) => Result = function(context, input);
}

/// <summary>A unit of work: user code on the writer's thread, in a savepoint.</summary>
internal sealed class UnitRequest<TResult>(WriteQueue queue, Func<WriteScope, TResult> work) : WriteRequest<TResult>
{
    public override OperationName Operation => OperationName.Unit;

    public override bool NeedsSavepoint => true;

    public override void Run(WriterContext context)
    {
        var scope = new WriteScope(context);
        using (UnitMarker.Enter(queue))
        {
            if (Caller is not null)
            {
                // What the unit does belongs to its caller, although it's done here.
                Activity.Current = Caller;
            }

            context.Units.Started();
            try
            {
                Result = work(scope);
                scope.Publish();
            }
            finally
            {
                context.Units.Ended();
                if (Caller is not null)
                {
                    Activity.Current = null;
                }

                scope.End();
                Rows = (int)Math.Clamp(scope.WrittenRows, 1, int.MaxValue);
            }
        }
    }
}
