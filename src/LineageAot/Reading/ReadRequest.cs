using LineageAot.Diagnostics;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>A read from its first to its last step on one connection; a struct, so that calls are direct.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface IRead<TResult>
{
    TResult Run(SqliteSession session);
}

/// <summary>A read on its way through a thread of the pool.</summary>
internal sealed class ReadRequest<TResult, TRead>(ReadSource source, TRead read, string operation, MeasuredOperation measured, CancellationToken cancellationToken) : ReadWork(cancellationToken)
    where TRead : struct, IRead<TResult>
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Completion => completion.Task;

    public override void Run()
    {
        try
        {
            CancellationToken.ThrowIfCancellationRequested();
            var result = source.Run<TResult, TRead>(read, operation, this);
            measured.Succeeded();
            completion.SetResult(result);
        }
        catch (OperationCanceledException e) when (CancellationToken.IsCancellationRequested)
        {
            measured.Failed(e);
            completion.SetCanceled(CancellationToken);
        }
        catch (Exception e)
        {
            measured.Failed(e);
            completion.SetException(e);
        }
    }
}
