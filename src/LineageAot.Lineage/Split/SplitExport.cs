using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

/// <summary>Reads the events of a workspace's runs out of the events' file, as far as the snapshot of the store knows them.</summary>
internal static class SplitExport
{
    public static async IAsyncEnumerable<EventRow> ReadEventsAsync(ReadSource snapshot, LineageDatabase events, WorkspaceId workspace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var applied = (await snapshot.FindSplitAsync(cancellationToken).ConfigureAwait(false))?.AppliedPosition ?? 0;
        var store = new EventStore(events, events.Options.TimeProvider, events);
        await foreach (var run in snapshot.ExportRunsAsync(workspace, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var row in store.ReadStreamAsync(StreamName.Of(run.Id), cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                if (row.Position <= applied)
                {
                    yield return row;
                }
            }
        }
    }
}
