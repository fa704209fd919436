namespace LineageAot.Lineage;

/// <summary>Waits, on a writer's own thread, for another database's writer. Nowhere else: that thread is nobody's but the unit's, and the other writer waits for nobody.</summary>
internal static class Waiting
{
    public static T For<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
