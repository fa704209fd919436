using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>A read from its first to its last step on one connection; a struct, so that calls are direct.</summary>
/// <typeparam name="TResult">What it gives.</typeparam>
internal interface IRead<TResult>
{
    TResult Run(SqliteSession session);
}

/// <summary>A read on its way through a thread of the pool.</summary>
internal sealed class ReadRequest<TResult, TRead>(ReadSource source, TRead read, string operation, CancellationToken cancellationToken) : ReadWork(cancellationToken)
    where TRead : struct, IRead<TResult>
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Completion => completion.Task;

    public override void Run()
    {
        try
        {
            CancellationToken.ThrowIfCancellationRequested();
            completion.SetResult(source.Run<TResult, TRead>(read, operation, this));
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            completion.SetCanceled(CancellationToken);
        }
        catch (Exception e)
        {
            completion.SetException(e);
        }
    }
}
