namespace LineageAot;

/// <summary>Runs long synchronous work on a thread of its own: the thread pool is for the program's own work.</summary>
internal static class OwnThread
{
    public static Task<TResult> RunAsync<TResult>(string name, Func<TResult> work)
    {
        var outcome = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                outcome.SetResult(work());
            }
            catch (Exception e)
            {
                outcome.SetException(e);
            }
        })
        { IsBackground = true, Name = "LineageAot " + name };
        thread.Start();
        return outcome.Task;
    }
}
