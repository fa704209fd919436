using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>Vectors of an embedding set that are to be deleted. What can't be deleted is held until the end, so that it isn't taken again, and then given back.</summary>
internal sealed class DeletionWork(Workspace workspace, EmbeddingSetId set, TimeSpan duration) : IVectorWork
{
    private readonly Dictionary<string, (VectorDeletionLease Lease, DoomedVector Vector)> held = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<WorkItem>> TakeAsync(int max)
    {
        var lease = await workspace.LeaseDeletionsAsync(set, "lineage embed --delete", max, duration, CancellationToken.None);
        var items = new List<WorkItem>(lease.Items.Count);
        foreach (var vector in lease.Items)
        {
            held[vector.VectorId] = (lease, vector);
            items.Add(new WorkItem(vector.VectorId, JsonSerializer.Serialize(new DeletionLine(vector.VectorId, "delete"), EmbedJson.ForPrograms.DeletionLine)));
        }

        return items;
    }

    public string? KeyOf(ProgramAnswer answer) => answer.VectorId is { Length: > 0 } key ? key : null;

    public async Task<int> RecordAsync(IReadOnlyList<ProgramAnswer> given)
    {
        var gone = given.Where(static answer => answer.Error is null).ToList();
        foreach (var ofLease in gone.GroupBy(answer => held[answer.VectorId!].Lease))
        {
            await ofLease.Key.CompleteAsync(ofLease.Select(answer => held[answer.VectorId!].Vector), CancellationToken.None);
        }

        foreach (var answer in gone)
        {
            held.Remove(answer.VectorId!);
        }

        return given.Count - gone.Count;
    }

    public async Task RenewAsync()
    {
        foreach (var lease in Leases())
        {
            await lease.RenewAsync(duration, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lease in Leases())
        {
            await lease.DisposeAsync();
        }
    }

    private List<VectorDeletionLease> Leases() => [.. held.Values.Select(static item => item.Lease).Distinct()];
}
