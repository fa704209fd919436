using System.Diagnostics;

namespace LineageAot.Diagnostics;

/// <summary>An operation that runs: its time and its activity. The default value is one that nobody listens to. To be ended once.</summary>
internal readonly struct MeasuredOperation
{
    private readonly DatabaseTelemetry? database;
    private readonly OperationName operation;
    private readonly Activity? activity;
    private readonly long startedAt;
    private readonly bool isAmbient;

    public MeasuredOperation(DatabaseTelemetry database, OperationName operation, bool isAmbient)
    {
        this.database = database;
        this.operation = operation;
        this.isAmbient = isAmbient;
        startedAt = database.Timestamp();
        if (LineageActivitySource.HasListeners)
        {
            var current = Activity.Current;
            try
            {
                activity = LineageActivitySource.Start(database, operation);
            }
            catch (Exception e)
            {
                database.ListenerFailed(e);
            }

            if (!isAmbient)
            {
                Activity.Current = current;
            }
        }
    }

    public void Succeeded() => End(null);

    public void Failed(Exception error) => End(error);

    public void End(Exception? error)
    {
        if (database is null)
        {
            return;
        }

        database.Ended(operation, operation.Name, database.Since(startedAt), error);
        if (activity is null)
        {
            return;
        }

        // Stopping makes the one before it the current one, on whatever thread this is.
        var current = Activity.Current;
        try
        {
            if (error is not null)
            {
                LineageActivitySource.SetFailed(activity, error);
            }

            activity.Stop();
        }
        catch (Exception e)
        {
            database.ListenerFailed(e);
        }

        if (!isAmbient)
        {
            Activity.Current = current;
        }
    }
}
