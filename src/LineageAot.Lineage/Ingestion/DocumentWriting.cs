namespace LineageAot.Lineage;

/// <summary>Writes documents, chunk sets and chunks inside a unit.</summary>
internal static class DocumentWriting
{
    /// <summary>The document of a version and an extraction; made where it's missing.</summary>
    public static DocumentId GetOrAddDocument(this WriteScope unit, in SyncContext context, SourceVersionId version, Extraction extraction)
    {
        var id = new DocumentId(Guid.CreateVersion7(context.Now));
        var row = new Document
        {
            Id = id,
            WorkspaceId = context.Workspace,
            SourceVersionId = version,
            Extractor = extraction.Extractor,
            ExtractorVersion = extraction.Version,
            ParamsSignature = extraction.ParamsSignature,
            Title = extraction.Title,
            Language = extraction.Language,
            StructureUri = extraction.StructureUri,
            PlainTextUri = extraction.PlainTextUri,
            TextSha256 = extraction.TextSha256,
            Stats = extraction.Stats,
            Meta = extraction.Meta,
            RunId = context.Run,
        };
        return unit.TryInsert(row) ? id : unit.FindDocument(version, extraction.Extractor, extraction.Version, extraction.ParamsSignature)
            ?? throw new InvalidOperationException("A document is neither there nor can it be added.");
    }

    /// <summary>The chunk set of a document and a way to split; made, as <see cref="ChunkSetStatus.Building"/>, where it's missing.</summary>
    public static ChunkSet GetOrAddChunkSet(this WriteScope unit, in SyncContext context, DocumentId document, ChunkConfigId config)
    {
        var row = NewSet(context, document, config);
        if (unit.TryInsert(row))
        {
            return row;
        }

        // Of a set that another run has begun this one is the maker by now: so that retention doesn't take it for what a dead run has left.
        var existing = unit.ExistingSet(document, config);
        return unit.TakeOver(existing.Id, context.Run, context.Now) == 0 ? existing : existing with { RunId = context.Run, UpdatedAt = context.Now };
    }

    /// <summary>
    /// The rows of a new set, made before the unit starts: deriving their keys costs hashing, which the one writer shouldn't do for all.
    /// </summary>
    public static Chunk[] NewChunkRows(in SyncContext context, IReadOnlyList<ChunkDraft> chunks)
        => RowsOf(context, new ChunkSetId(Guid.CreateVersion7(context.Now)), chunks);

    private static Chunk[] RowsOf(in SyncContext context, ChunkSetId set, IReadOnlyList<ChunkDraft> chunks)
    {
        var rows = new Chunk[chunks.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = RowOf(context, set, chunks[i]);
        }

        return rows;
    }

    /// <summary>Writes a set and all of its chunks in this one unit: the set is ready exactly if the unit commits. One that is whole already is left alone.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="context">The sync.</param>
    /// <param name="document">The set's document.</param>
    /// <param name="delivery">What was delivered.</param>
    /// <param name="rows">Its chunks' rows.</param>
    /// <param name="isEmbedded">The workspace has embedding sets, which are told of new chunks.</param>
    /// <exception cref="LineageConflictException">One that is whole already has other chunks. The unit is undone.</exception>
    public static ChunkSetId WriteWholeChunkSet(this WriteScope unit, in SyncContext context, DocumentId document, SourceDelivery delivery, Chunk[] rows, bool isEmbedded)
    {
        var set = NewSet(context, document, delivery.ChunkConfigId) with { Status = ChunkSetStatus.Ready, ChunkCount = rows.Length };
        if (rows.Length > 0)
        {
            set = set with { Id = rows[0].ChunkSetId };
        }

        if (unit.TryInsert(set))
        {
            unit.InsertMany(rows);
            if (isEmbedded)
            {
                unit.EnlistChunkSet(context.Workspace, set.Id, context.Now);
            }

            return set.Id;
        }

        var existing = unit.ExistingSet(document, delivery.ChunkConfigId);
        if (existing.Status == ChunkSetStatus.Building)
        {
            // Another set, so other keys.
            ChunkStreaming.Complete(unit, context, existing.Id, RowsOf(context, existing.Id, delivery.Chunks), delivery.Chunks.Count);
        }
        else
        {
            unit.RefuseOthers(existing, rows);
        }

        return existing.Id;
    }

    // Another text at an ordinal, or another end: kept silently, the caller would take his new chunks for stored.
    private static void RefuseOthers(this WriteScope unit, ChunkSet whole, Chunk[] rows)
    {
        var stored = unit.ListChunkHashes(whole.Id);
        var same = 0;
        while (same < stored.Count && same < rows.Length && stored[same] == rows[same].ChunkHash)
        {
            same++;
        }

        if (same != stored.Count || same != rows.Length)
        {
            throw new LineageConflictException(
                $"The document {whole.DocumentId.Value} has its {stored.Count} chunks under the chunk config {whole.ChunkConfigId.Value} already, and the {rows.Length} that were delivered are others from ordinal {same} on: the same document and way to split must give the same chunks. Nothing of the batch was written: raise the extractor's version or the splitter's.");
        }
    }

    /// <summary>A chunk's row; its key is derived.</summary>
    public static Chunk RowOf(in SyncContext context, ChunkSetId set, ChunkDraft draft)
    {
        var hash = draft.Hash ?? Sha256.OfText(draft.Text);
        return new Chunk
        {
            Id = ChunkIds.Derive(set, draft.Ordinal, hash),
            WorkspaceId = context.Workspace,
            ChunkSetId = set,
            Ordinal = draft.Ordinal,
            ChunkHash = hash,
            Text = draft.TextUri is null ? draft.Text : null,
            TextUri = draft.TextUri,
            TokenCount = draft.TokenCount,
            StartChar = draft.StartChar,
            EndChar = draft.EndChar,
            PageStart = draft.PageStart,
            PageEnd = draft.PageEnd,
            Meta = draft.Meta,
        };
    }

    private static ChunkSet NewSet(in SyncContext context, DocumentId document, ChunkConfigId config) => new()
    {
        Id = new ChunkSetId(Guid.CreateVersion7(context.Now)),
        WorkspaceId = context.Workspace,
        DocumentId = document,
        ChunkConfigId = config,
        RunId = context.Run,
    };

    private static ChunkSet ExistingSet(this WriteScope unit, DocumentId document, ChunkConfigId config)
        => unit.FindChunkSet(document, config) ?? throw new InvalidOperationException("A chunk set is neither there nor can it be added.");
}
