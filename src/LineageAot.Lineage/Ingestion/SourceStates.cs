namespace LineageAot.Lineage;

/// <summary>Sources that go and come back, inside a unit: the state, its history and what it means for their chunk sets are committed together.</summary>
internal static partial class SourceStates
{
    [Command("""
        insert into source_history (source_id, seq, state, source_version_id, run_id, at)
        select s.id, coalesce((select max(h.seq) from source_history h where h.source_id = s.id), 0) + 1, @state, s.current_version_id, @run, @at
        from sources s where s.id in (@ids) and (@state = 'deleted' or s.missing_since is null) and s.deleted_at is null
        """)]
    private static partial int AddGoneHistory(this WriteScope unit, IReadOnlyList<SourceId> ids, SourceState state, RunId? run, DateTimeOffset at);

    [Command("""
        update sources set missing_since = @at, updated_at = @at, row_version = row_version + 1
        where id in (@ids) and missing_since is null and deleted_at is null
        """)]
    private static partial int SetMissing(this WriteScope unit, IReadOnlyList<SourceId> ids, DateTimeOffset at);

    [Command("""
        update sources set deleted_at = @at, updated_at = @at, row_version = row_version + 1
        where id in (@ids) and deleted_at is null
        """)]
    private static partial int SetDeleted(this WriteScope unit, IReadOnlyList<SourceId> ids, DateTimeOffset at);

    [Query("""
        select t.id from source_versions v join documents d on d.source_version_id = v.id join chunk_sets t on t.document_id = d.id
        where v.source_id in (@sources) and t.status = 'ready'
        """)]
    private static partial IReadOnlyList<ChunkSetId> ListReadySets(this WriteScope unit, IReadOnlyList<SourceId> sources);

    [Query("""
        select t.id from sources s join source_versions v on v.source_id = s.id join documents d on d.source_version_id = v.id join chunk_sets t on t.document_id = d.id
        where s.id in (@sources) and v.id <> s.current_version_id and t.status = 'ready'
        """)]
    private static partial IReadOnlyList<ChunkSetId> ListOutdatedSets(this WriteScope unit, IReadOnlyList<SourceId> sources);

    // Those that the tombstone has superseded, and no others: they were superseded at its very time.
    [Query("""
        select t.id from documents d join chunk_sets t on t.document_id = d.id
        where d.source_version_id = @version and t.status = 'superseded' and t.updated_at = @deletedAt
        """)]
    private static partial IReadOnlyList<ChunkSetId> ListSetsOfTombstone(this WriteScope unit, SourceVersionId version, DateTimeOffset deletedAt);

    [Command("update chunk_sets set status = @status, updated_at = @at where id in (@sets)")]
    public static partial int SetStatus(this WriteScope unit, IReadOnlyList<ChunkSetId> sets, ChunkSetStatus status, DateTimeOffset at);

    /// <summary>Marks sources as not found any more; their chunks stay in use.</summary>
    public static int MarkMissing(this WriteScope unit, IReadOnlyList<SourceId> ids, RunId? run, DateTimeOffset at)
    {
        unit.AddGoneHistory(ids, SourceState.Missing, run, at);
        return unit.SetMissing(ids, at);
    }

    /// <summary>Gives sources up: a tombstone each, and their chunk sets are superseded, so that nothing of them is searched or embedded any more.</summary>
    public static int Delete(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> ids, RunId? run, DateTimeOffset at)
    {
        unit.AddGoneHistory(ids, SourceState.Deleted, run, at);
        var deleted = unit.SetDeleted(ids, at);
        unit.SupersedeSets(workspace, unit.ListReadySets(ids), at);
        return deleted;
    }

    /// <summary>A source that was missing or deleted is there again, with the chunk sets that its tombstone has superseded.</summary>
    public static void Return(this WriteScope unit, in SyncContext context, KnownSource known)
    {
        if (known is { DeletedAt: { } deletedAt, CurrentVersionId: { } version })
        {
            unit.RestoreSets(context.Workspace, unit.ListSetsOfTombstone(version, deletedAt), context.Now);
        }

        unit.SetReturned(known.Id, context.Now);
        unit.AddHistory(context, known.Id, SourceState.Returned, known.CurrentVersionId);
    }

    /// <summary>Supersedes the ready chunk sets of all but the current versions.</summary>
    public static int SupersedeOutdated(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources, DateTimeOffset at) => unit.SupersedeSets(workspace, unit.ListOutdatedSets(sources), at);

    /// <summary>How many that would be.</summary>
    public static int CountOutdated(this WriteScope unit, IReadOnlyList<SourceId> sources) => unit.ListOutdatedSets(sources).Count;

    private static int SupersedeSets(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<ChunkSetId> sets, DateTimeOffset at)
    {
        if (sets.Count == 0)
        {
            return 0;
        }

        unit.ReleaseChunkSets(workspace, sets, at);
        return unit.SetStatus(sets, ChunkSetStatus.Superseded, at);
    }

    private static void RestoreSets(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<ChunkSetId> sets, DateTimeOffset at)
    {
        if (sets.Count == 0)
        {
            return;
        }

        unit.SetStatus(sets, ChunkSetStatus.Ready, at);
        foreach (var set in sets)
        {
            unit.EnlistChunkSet(workspace, set, at);
        }
    }
}
