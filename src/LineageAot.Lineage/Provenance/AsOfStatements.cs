namespace LineageAot.Lineage;

/// <summary>The SQL about the past of sources. The change that was written last counts among those that aren't later than the moment: its number decides, not its time, since clocks go back.</summary>
internal static partial class AsOfStatements
{
    private const string Picture = """
        select s.id as source_id, s.uri, h.state, h.at as state_since, h.run_id as state_run_id, h.source_version_id as version_id, v.version_no, v.content_sha256,
            c.size_bytes, c.mime_type, v.ingested_at
        from sources s
        join source_history h on h.source_id = s.id and h.seq = (select max(l.seq) from source_history l where l.source_id = s.id and l.at <= @time)
        left join source_versions v on v.id = h.source_version_id
        left join contents c on c.sha256 = v.content_sha256
        """;

    [Query(Picture + " where s.workspace_id = @workspace and s.uri = @uri")]
    public static partial ValueTask<SourceAsOf?> ReadAsOfAsync(this ReadSource source, WorkspaceId workspace, string uri, DateTimeOffset time, CancellationToken cancellationToken = default);

    [Query(Picture + " where s.workspace_id = @workspace and (@deleted or h.state <> 'deleted') order by s.id")]
    public static partial ValueTask<Page<SourceAsOf>> ListAsOfAsync(this ReadSource source, WorkspaceId workspace, DateTimeOffset time, bool deleted, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from sources s
        join source_history h on h.source_id = s.id and h.seq = (select max(l.seq) from source_history l where l.source_id = s.id and l.at <= @time)
        where s.workspace_id = @workspace and (@deleted or h.state <> 'deleted')
        """)]
    public static partial ValueTask<long> CountAsOfAsync(this ReadSource source, WorkspaceId workspace, DateTimeOffset time, bool deleted, CancellationToken cancellationToken = default);

    [Query("""
        select * from chunks
        where chunk_set_id in (
            select t.id from sources s
            join source_history h on h.source_id = s.id and h.seq = (select max(l.seq) from source_history l where l.source_id = s.id and l.at <= @time)
            join documents d on d.source_version_id = h.source_version_id
            join chunk_sets t on t.document_id = d.id
            where s.workspace_id = @workspace and s.uri = @uri and h.state in ('current', 'returned')
                and t.status <> 'building' and t.created_at <= @time and (@config is null or t.chunk_config_id = @config))
        and +workspace_id = @workspace order by chunk_set_id, ordinal
        """)]
    public static partial ValueTask<Page<Chunk>> ChunksAsOfAsync(
        this ReadSource source, WorkspaceId workspace, string uri, DateTimeOffset time, ChunkConfigId? config, int size, Cursor? after, CancellationToken cancellationToken = default);
}
