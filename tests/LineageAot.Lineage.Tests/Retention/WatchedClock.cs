namespace LineageAot.Lineage.Tests.Retention;

/// <summary>A clock that does something once, between two slices of somebody's work: each slice asks for the time first.</summary>
internal sealed class WatchedClock(Func<bool> when) : TimeProvider
{
    private Action? act;

    public bool HasActed { get; private set; }

    public void Arm(Action action) => act = action;

    public override DateTimeOffset GetUtcNow()
    {
        if (act is { } once && when())
        {
            act = null;
            once();
            HasActed = true;
        }

        return base.GetUtcNow();
    }
}
