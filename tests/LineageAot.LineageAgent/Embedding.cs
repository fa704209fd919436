using LineageAot.Lineage;

namespace LineageAot.LineageAgent;

/// <summary>Makes the pointers of vectors that nobody has made.</summary>
internal static class Embedding
{
    // Who was killed holds nothing for long: the next one needn't wait.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public static EmbeddingSetSpec Spec(string model) => new(model, "nobody", model, 3, VectorDistance.Cosine) { VectorStore = "memory", VectorCollection = model };

    public static string VectorOf(ChunkId chunk) => "v-" + chunk.Value;

    /// <summary>Embeds all that is stale; the number of chunks.</summary>
    public static async Task<int> EmbedAllAsync(this Workspace workspace, EmbeddingSetId set, int batch = 50)
    {
        var total = 0;
        while (true)
        {
            await using var lease = await workspace.LeaseStaleAsync(set, "worker", batch, Moment);
            if (lease.Items.Count == 0)
            {
                if (await workspace.CountStaleAsync(set) == 0)
                {
                    return total;
                }

                // What came back while its vector waits for its deletion is embedded again once that is done.
                await using var deletions = await workspace.LeaseDeletionsAsync(set, "worker", 1000, Moment);
                await deletions.CompleteAsync(deletions.Items);
                if (deletions.Items.Count == 0)
                {
                    await Task.Delay(Moment);
                }

                continue;
            }

            total += await lease.CompleteAsync(lease.Items.Select(static item => new EmbeddedChunk(item.ChunkId, VectorOf(item.ChunkId)) { TextHash = item.ChunkHash }));
        }
    }

    /// <summary>Gives all chunks of a set up as failed for good.</summary>
    public static async Task FailAllAsync(this Workspace workspace, EmbeddingSetId set, int batch = 50)
    {
        while (true)
        {
            await using var lease = await workspace.LeaseStaleAsync(set, "worker", batch, Moment);
            if (lease.Items.Count > 0)
            {
                await lease.FailAsync(lease.Items, ErrorCategory.Permanent, "It can't be embedded.");
                continue;
            }

            var page = await workspace.GetStaleAsync(set, new StaleRequest(1000));
            if (page.Items.All(static chunk => chunk.Reason == StaleReason.Failed))
            {
                return;
            }

            await Task.Delay(Moment);
        }
    }

    /// <summary>Deletes all vectors that are to be deleted; their number.</summary>
    public static async Task<int> DeleteAllAsync(this Workspace workspace, EmbeddingSetId set, Func<Task<bool>> isDone, int batch = 50)
    {
        var total = 0;
        while (true)
        {
            await using var lease = await workspace.LeaseDeletionsAsync(set, "worker", batch, Moment);
            if (lease.Items.Count > 0)
            {
                await lease.CompleteAsync(lease.Items);
                total += lease.Items.Count;
            }
            else if (await isDone())
            {
                return total;
            }
            else
            {
                await Task.Delay(Moment);
            }
        }
    }
}
