namespace LineageAot.Lineage;

/// <summary>Counts of one unit; added to the sync's once the unit is committed.</summary>
internal struct BatchCounts
{
    public long Created, Changed, Reverted, Unchanged, Returned, Failed, Skipped, Documents, Chunks, Bytes;
    public List<SourceId>? ChangedSources;

    public void Add(in BatchCounts other)
    {
        Created += other.Created;
        Changed += other.Changed;
        Reverted += other.Reverted;
        Unchanged += other.Unchanged;
        Returned += other.Returned;
        Failed += other.Failed;
        Skipped += other.Skipped;
        Documents += other.Documents;
        Chunks += other.Chunks;
        Bytes += other.Bytes;
        if (other.ChangedSources is { } changed)
        {
            (ChangedSources ??= []).AddRange(changed);
        }
    }
}

/// <summary>Writes a batch of a sync inside one unit: rows, what the run did with each source, and the edges of lineage.</summary>
internal static class BatchWriting
{
    /// <summary>What can be made before the unit starts, off the writer: the rows of each delivery's chunks.</summary>
    public static Chunk[][] Prepare(in SyncContext context, SyncBatch batch)
    {
        var rows = new Chunk[batch.Delivered.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            RefuseGaps(batch.Delivered[i].Chunks);
            rows[i] = DocumentWriting.NewChunkRows(context, batch.Delivered[i].Chunks);
        }

        return rows;
    }

    // A set is ready at once, and who embeds it counts on its ordinals.
    private static void RefuseGaps(IReadOnlyList<ChunkDraft> chunks)
    {
        for (var i = 0; i < chunks.Count; i++)
        {
            if (chunks[i].Ordinal != i)
            {
                throw new ArgumentException($"A delivered chunk has the ordinal {chunks[i].Ordinal} where {i} is next: ordinals run from 0 without gaps. Nothing of the batch was written.", nameof(chunks));
            }
        }
    }

    // A run that goes on from another one has the item already, waiting.
    private static void Settle(this WriteScope unit, RunItem item, DateTimeOffset now)
    {
        if (!unit.TryInsert(item))
        {
            unit.SettleItem(item.RunId, item.Stage, item.TargetType, item.TargetId, item.Status, item.ErrorCategory, item.Error, item.DetailUri, now);
        }
    }

    public static BatchCounts Write(WriteScope unit, in SyncContext context, SyncBatch batch, Chunk[][] chunks)
    {
        var counts = default(BatchCounts);
        if (batch.Seen.Count > 0)
        {
            counts.Returned += unit.SeeAgain(context, batch.Seen);
            counts.Unchanged += batch.Seen.Count;
        }

        // Nobody else writes meanwhile: one question for all of the unit's sets.
        var isEmbedded = chunks.Length > 0 && unit.HasEmbeddingSets(context.Workspace);
        for (var i = 0; i < chunks.Length; i++)
        {
            Deliver(unit, context, batch.Delivered[i], chunks[i], isEmbedded, ref counts);
        }

        foreach (var problem in batch.Problems)
        {
            Report(unit, context, problem, ref counts);
        }

        return counts;
    }

    /// <summary>Notes that sources were found unchanged; those that were missing or deleted are there again. The number of the latter.</summary>
    private static int SeeAgain(this WriteScope unit, in SyncContext context, IReadOnlyList<SourceId> seen)
    {
        if (unit.SetSeen(context.Workspace, seen, context.Run, context.Now) < seen.Distinct().Count())
        {
            throw new LineageNotFoundException("A source that was to be marked as seen isn't one of this workspace. Nothing of the batch was written.");
        }

        if (unit.FindHalfPurged(seen) is { } taken)
        {
            throw new LineageConflictException(
                $"The source {taken.Value} was to be marked as seen, but it was deleted meanwhile and its chunks are being purged (sources.deleted_at). Nothing of the batch was written: read it again and deliver it.");
        }

        var gone = unit.ListGone(seen);
        foreach (var known in gone)
        {
            unit.Return(context, known);
        }

        return gone.Count;
    }

    private static void Deliver(WriteScope unit, in SyncContext context, SourceDelivery delivery, Chunk[] chunks, bool isEmbedded, ref BatchCounts counts)
    {
        var version = unit.IngestVersion(context, delivery.Item, expectNew: delivery.Known is null);
        unit.AddEdge(context, IoDirection.In, EntityType.Source, version.SourceId.Value, "read");
        if (version.Outcome != IngestOutcome.Unchanged)
        {
            unit.AddEdge(context, IoDirection.Out, EntityType.SourceVersion, version.Id.Value, "version");
        }

        if (delivery.Extraction is { } extraction)
        {
            var document = unit.GetOrAddDocument(context, version.Id, extraction);
            var set = unit.WriteWholeChunkSet(context, document, delivery, chunks, isEmbedded);
            unit.AddEdge(context, IoDirection.Out, EntityType.Document, document.Value, "document");
            unit.AddEdge(context, IoDirection.Out, EntityType.ChunkSet, set.Value, "chunks");
            counts.Documents++;
            counts.Chunks += delivery.Chunks.Count;
        }

        unit.Settle(new RunItem
        {
            RunId = context.Run,
            Stage = SyncContext.IngestStage,
            TargetType = "source",
            TargetId = version.SourceId.Value,
            Status = delivery.SkippedBecause is null ? RunItemStatus.Succeeded : RunItemStatus.Skipped,
            Attempts = 1,
            Error = delivery.SkippedBecause,
        }, context.Now);
        Count(version, delivery, ref counts);
    }

    private static void Count(in IngestedVersion version, SourceDelivery delivery, ref BatchCounts counts)
    {
        counts.Bytes += delivery.Item.SizeBytes;
        counts.Skipped += delivery.SkippedBecause is null ? 0 : 1;
        counts.Returned += version.Returned ? 1 : 0;
        counts.Add(version);
    }

    /// <summary>Counts a version by what it is to its source.</summary>
    public static void Add(ref this BatchCounts counts, in IngestedVersion version)
    {
        if (version.IsNewSource)
        {
            counts.Created++;
            return;
        }

        switch (version.Outcome)
        {
            case IngestOutcome.Unchanged:
                counts.Unchanged++;
                return;
            case IngestOutcome.Reverted:
                counts.Reverted++;
                break;
            default:
                counts.Changed++;
                break;
        }

        (counts.ChangedSources ??= []).Add(version.SourceId);
    }

    private static void Report(WriteScope unit, in SyncContext context, SourceProblem problem, ref BatchCounts counts)
    {
        if (problem.Known is { } known)
        {
            unit.Require(context.Workspace, known.Id);
            unit.SetUnread(known.Id, context.Run, context.Now);
        }

        unit.Settle(new RunItem
        {
            RunId = context.Run,
            Stage = SyncContext.IngestStage,
            TargetType = problem.Known is null ? "path" : "source",
            TargetId = problem.Known?.Id.Value ?? PathId(context.Workspace, problem.Uri),
            Status = problem.Status,
            Attempts = 1,
            ErrorCategory = problem.Category,
            Error = problem.Reason,
            DetailUri = problem.Uri,
        }, context.Now);
        counts.Failed += problem.Status == RunItemStatus.Failed ? 1 : 0;
        counts.Skipped += problem.Status == RunItemStatus.Skipped ? 1 : 0;
    }

    /// <summary>Leaves an edge of lineage; the same one again is left alone.</summary>
    public static void AddEdge(this WriteScope unit, in SyncContext context, IoDirection direction, EntityType type, Guid id, string role)
        => unit.TryInsert(new RunIo { RunId = context.Run, Direction = direction, EntityType = type, EntityId = id, Role = role, CreatedAt = context.Now });

    /// <summary>The key under which a path that is no source is reported: always the same one for the same path (UUID version 8).</summary>
    private static Guid PathId(WorkspaceId workspace, string uri)
    {
        Span<byte> bytes = stackalloc byte[Sha256.Size];
        Signature.Of(workspace.Value.ToString(), uri).CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
