namespace LineageAot.Lineage;

/// <summary>How a run may go on: queued, running, and one of the last statuses, from which nothing leads away.</summary>
internal static class RunTransitions
{
    public static bool IsAllowed(RunStatus from, RunStatus to) => from switch
    {
        RunStatus.Queued => to is RunStatus.Running or RunStatus.Canceled,
        RunStatus.Running => IsLast(to),
        _ => false,
    };

    public static bool IsLast(RunStatus status) => status is not (RunStatus.Queued or RunStatus.Running);

    /// <summary>A status as it's stored and as messages name it.</summary>
    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Queued => "queued",
        RunStatus.Running => "running",
        RunStatus.Succeeded => "succeeded",
        RunStatus.Partial => "partial",
        RunStatus.Failed => "failed",
        RunStatus.Canceled => "canceled",
        RunStatus.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status of a run."),
    };
}
