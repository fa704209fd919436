using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>Events in a file of their own: moved there and back, and runs that are in both files.</summary>
internal static class SplitOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("split-events", EventOperations.AppendAsync, Nothing) { IsSplit = false, DoClosed = SplitAsync },
        new("join-events", EventOperations.AppendAsync, Nothing) { IsSplit = true, DoClosed = JoinAsync },
        .. Of("ingest-batch", "run", "queue", "resume", "delete-workspace", "append-events"),
    ];

    // The same operations over two files.
    private static IEnumerable<Operation> Of(params string[] names)
        => Catalogue.InOneFile.Where(operation => names.Contains(operation.Name)).Select(static operation => operation with { Name = operation.Name + "-split", IsSplit = true });

    private static Task Nothing(Bench bench) => Task.CompletedTask;

    private static async Task SplitAsync(string path) => await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = new DatabaseOptions { Path = path } });

    private static async Task JoinAsync(string path)
    {
        try
        {
            await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = new DatabaseOptions { Path = path } });
        }
        catch (LineageConflictException)
        {
            // Done before the kill.
        }
    }
}
