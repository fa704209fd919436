using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>Stale chunks of an embedding set.</summary>
internal sealed class EmbedWork(RunScope run, EmbeddingSetId set, TimeSpan duration, int maxAttempts) : IVectorWork
{
    // What failed for now and doesn't say when to try again isn't tried again in the same breath.
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (EmbeddingLease Lease, LeasedChunk Chunk)> held = [];

    public async Task<IReadOnlyList<WorkItem>> TakeAsync(int max)
    {
        var lease = await run.LeaseStaleAsync(set, "lineage embed", max, duration, cancellationToken: CancellationToken.None);
        var items = new List<WorkItem>(lease.Items.Count);
        foreach (var chunk in lease.Items)
        {
            var key = chunk.ChunkId.Value.ToString();
            held[key] = (lease, chunk);
            var line = new ChunkLine(key, chunk.Text, chunk.TextUri, chunk.ChunkHash.ToString(), chunk.TokenCount);
            items.Add(new WorkItem(key, JsonSerializer.Serialize(line, EmbedJson.ForPrograms.ChunkLine)));
        }

        return items;
    }

    public string? KeyOf(ProgramAnswer answer) => Guid.TryParse(answer.ChunkId, out var key) && (answer.Error is not null || answer.VectorId is { Length: > 0 }) ? key.ToString() : null;

    public async Task<int> RecordAsync(IReadOnlyList<ProgramAnswer> given)
    {
        var failed = 0;
        foreach (var ofLease in given.GroupBy(answer => held[KeyOf(answer)!].Lease))
        {
            var made = ofLease.Where(static answer => answer.Error is null).ToList();
            failed += made.Count - await CompleteAsync(ofLease.Key, made);
            foreach (var alike in ofLease.Where(static answer => answer.Error is not null).GroupBy(answer => (answer.Error, Category: CategoryOf(answer), answer.RetryAfter)))
            {
                var chunks = alike.Select(answer => held[KeyOf(answer)!].Chunk).ToList();
                await ofLease.Key.FailAsync(chunks, alike.Key.Category, alike.Key.Error!, alike.Key.RetryAfter ?? DefaultWait, CancellationToken.None);
                failed += chunks.Count;
            }
        }

        foreach (var answer in given)
        {
            held.Remove(KeyOf(answer)!);
        }

        return failed;
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

    private List<EmbeddingLease> Leases() => [.. held.Values.Select(static item => item.Lease).Distinct()];

    private ErrorCategory CategoryOf(ProgramAnswer answer) => held[KeyOf(answer)!].Chunk.Attempts >= maxAttempts ? ErrorCategory.Permanent : answer.Category;

    private async Task<int> CompleteAsync(EmbeddingLease lease, List<ProgramAnswer> made)
    {
        try
        {
            return await lease.CompleteAsync(made.Select(VectorOf), CancellationToken.None);
        }
        catch (LineageConflictException) when (made.Count > 1)
        {
            // One of them has another chunk's vector key, and none was written: one by one, so that the others are kept.
            var ready = 0;
            foreach (var answer in made)
            {
                ready += await CompleteAsync(lease, [answer]);
            }

            return ready;
        }
        catch (LineageConflictException conflict)
        {
            await lease.FailAsync([held[KeyOf(made[0])!].Chunk], ErrorCategory.Permanent, conflict.Message, cancellationToken: CancellationToken.None);
            return 0;
        }
    }

    private EmbeddedChunk VectorOf(ProgramAnswer answer) => new(held[KeyOf(answer)!].Chunk.ChunkId, answer.VectorId!) { TextHash = answer.Hash };
}
