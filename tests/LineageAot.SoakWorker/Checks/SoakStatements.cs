using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Checks;

/// <summary>A stream that takes events.</summary>
[Row]
internal readonly partial record struct OpenStream(Guid StreamId, long Version);

/// <summary>A source, as far as its versions are to be found.</summary>
[Row]
internal sealed partial record SourceState(SourceId Id, DateTimeOffset? DeletedAt, int CurrentVersionNo);

/// <summary>A version with its one chunk set; no set where that was superseded and taken away.</summary>
[Row]
internal sealed partial record StoredVersion(Sha256 ContentSha256, ChunkSetId? ChunkSetId, ChunkSetStatus? Status, int? ChunkCount, DateTimeOffset? NextAt);

/// <summary>What the soak asks the store.</summary>
internal static partial class SoakStatements
{
    [Query("select stream_id, version from event_streams where stream_type = @type and archived_at is null", AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<OpenStream>> ListOpenStreamsAsync(this ReadSource store, string type, CancellationToken cancellationToken = default);

    [Query("""
        select s.id, s.deleted_at, v.version_no as current_version_no from sources s
            join source_versions v on v.id = s.current_version_id join workspaces w on w.id = s.workspace_id
        where w.name = @workspace and s.uri = @uri
        """)]
    public static partial ValueTask<SourceState?> FindSourceStateAsync(this ReadSource store, string workspace, string uri);

    [Query("""
        select v.content_sha256, t.id as chunk_set_id, t.status, t.chunk_count,
            (select n.ingested_at from source_versions n where n.source_id = v.source_id and n.version_no = v.version_no + 1) as next_at
        from source_versions v left join documents d on d.source_version_id = v.id left join chunk_sets t on t.document_id = d.id
        where v.source_id = @source and v.version_no = @number
        """)]
    public static partial ValueTask<StoredVersion?> FindStoredVersionAsync(this ReadSource store, SourceId source, int number);

    [Query("select text from chunks where chunk_set_id = @set order by ordinal")]
    public static partial ValueTask<IReadOnlyList<string>> ListChunkTextsAsync(this ReadSource store, ChunkSetId set);

    [Query("select id from runs where id = @run")]
    public static partial ValueTask<RunId?> FindRunIdAsync(this ReadSource store, RunId run);

    [Query("select count(*) from events e join event_streams s on s.stream_type = e.stream_type and s.stream_id = e.stream_id where s.archived_at < @before", AllowScan = true)]
    public static partial ValueTask<long> CountArchivedEventsAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from outbox where done_at < @before", AllowScan = true)]
    public static partial ValueTask<long> CountSentAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from source_versions v join sources s on s.id = v.source_id join source_versions c on c.id = s.current_version_id where v.version_no <= c.version_no - @keep", AllowScan = true)]
    public static partial ValueTask<long> CountOldVersionsAsync(this ReadSource store, int keep);

    [Query("select count(*) from chunk_sets where status = 'superseded' and updated_at < @before", AllowScan = true)]
    public static partial ValueTask<long> CountSupersededAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from sources where deleted_at < @before", AllowScan = true)]
    public static partial ValueTask<long> CountDeletedAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from runs r where r.finished_at < @before and not exists (select 1 from sources s where s.last_seen_run_id = r.id)", AllowScan = true)]
    public static partial ValueTask<long> CountOldRunsAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from log_entries", AllowScan = true)]
    public static partial ValueTask<long> CountLogEntriesAsync(this ReadSource store);

    [Query("select count(*) from log_entries where at < @before", AllowScan = true)]
    public static partial ValueTask<long> CountOldLogEntriesAsync(this ReadSource store, DateTimeOffset before);

    [Query("select count(*) from events where stream_type = @type", AllowScan = true)]
    public static partial ValueTask<long> CountEventsOfAsync(this ReadSource store, string type);
}
