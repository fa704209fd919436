using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>What a collection of contents did, or would do.</summary>
/// <param name="Contents">Contents that no version of a source points at.</param>
/// <param name="Bytes">The bytes that they stand for.</param>
public sealed record ContentCollectionReport(long Contents, long Bytes);

/// <summary>A content's row as far as its collection needs it.</summary>
[Row]
internal sealed partial record CollectedContent(Sha256 Sha256, long SizeBytes, string? StorageUri, bool IsUsed);

/// <summary>Takes contents away that nothing points at, in the order of their hashes, in slices.</summary>
internal static partial class ContentCollection
{
    private const int ContentsInOneUnit = 1000;

    [Query("""
        select c.sha256, c.size_bytes, c.storage_uri, exists (select 1 from source_versions v where v.content_sha256 = c.sha256) as is_used
        from contents c where c.sha256 > @after order by c.sha256 limit @limit
        """)]
    private static partial IReadOnlyList<CollectedContent> ListContents(this WriteScope unit, Sha256 after, int limit);

    public static async ValueTask<ContentCollectionReport> CollectAsync(LineageStore store, bool dryRun, CancellationToken cancellationToken)
    {
        var after = default(Sha256);
        long contents = 0, bytes = 0;
        while (true)
        {
            var from = after;
            var now = store.Now;
            var slice = await store.Database.WriteAsync(unit => CollectSlice(unit, from, dryRun, now), cancellationToken: cancellationToken).ConfigureAwait(false);
            contents += slice.Contents;
            bytes += slice.Bytes;
            if (slice.Last is not { } last)
            {
                return new ContentCollectionReport(contents, bytes);
            }

            after = last;
        }
    }

    // Whether a content is used is asked in the unit that takes it away: nobody can begin to use it in between.
    private static (long Contents, long Bytes, Sha256? Last) CollectSlice(WriteScope unit, Sha256 after, bool dryRun, DateTimeOffset now)
    {
        long contents = 0, bytes = 0;
        var slice = unit.ListContents(after, ContentsInOneUnit);
        foreach (var content in slice)
        {
            if (content.IsUsed)
            {
                continue;
            }

            contents++;
            bytes += content.SizeBytes;
            if (dryRun)
            {
                continue;
            }

            if (content.StorageUri is { } uri)
            {
                var payload = JsonSerializer.Serialize(new ContentDeletion(content.Sha256.ToString(), uri), OutboxPayloads.Default.ContentDeletion);
                unit.Insert(new OutboxRow { Kind = OutboxKinds.DeleteContent, Payload = payload, AvailableAt = now });
            }

            unit.Table<Content>().Delete(content.Sha256);
        }

        return (contents, bytes, slice.Count == ContentsInOneUnit ? slice[^1].Sha256 : null);
    }
}
