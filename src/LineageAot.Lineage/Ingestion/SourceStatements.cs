namespace LineageAot.Lineage;

/// <summary>The content of a version.</summary>
[Row]
internal readonly partial record struct VersionFacts(int VersionNo, Sha256 ContentSha256);

/// <summary>The SQL about sources and their versions.</summary>
internal static partial class SourceStatements
{
    /// <summary>
    /// Whether a source <c>s</c> was left between two steps: the run that saw it last didn't come to its end, and its version is without a whole chunk set. Whoever goes step by step may
    /// have been killed in between.
    /// </summary>
    public const string IsUnfinished = """
        (exists (select 1 from runs u where u.id = s.last_seen_run_id and u.status not in ('succeeded', 'partial'))
            and not exists (select 1 from documents d join chunk_sets t on t.document_id = d.id where d.source_version_id = s.current_version_id and t.status <> 'building'))
        """;

    // Of an unfinished one no parameters count, so that it isn't taken for current.
    private const string Known = "select s.id, s.uri, s.size_bytes, s.modified_at, s.current_version_id, s.missing_since, s.deleted_at, case when " + IsUnfinished + """
         then null else r.params_signature end as params_signature
        from sources s left join runs r on r.id = s.last_seen_run_id

        """;

    [Query(Known + "where s.workspace_id = @workspace and s.uri > @after and s.uri < @end order by s.uri limit @limit")]
    public static partial ValueTask<IReadOnlyList<KnownSource>> ListKnownAsync(this ReadSource source, WorkspaceId workspace, string after, string end, int limit, CancellationToken cancellationToken = default);

    [Query(Known + "where s.workspace_id = @workspace and s.uri = @uri")]
    public static partial ValueTask<KnownSource?> FindKnownAsync(this ReadSource source, WorkspaceId workspace, string uri, CancellationToken cancellationToken = default);

    [Query(Known + "where s.workspace_id = @workspace and s.uri = @uri")]
    public static partial KnownSource? FindKnown(this WriteScope unit, WorkspaceId workspace, string uri);

    [Query("select * from sources where workspace_id = @workspace and uri = @uri")]
    public static partial ValueTask<Source?> FindSourceAsync(this ReadSource source, WorkspaceId workspace, string uri, CancellationToken cancellationToken = default);

    [Query("select version_no, content_sha256 from source_versions where id = @version")]
    public static partial VersionFacts? FindVersion(this WriteScope unit, SourceVersionId version);

    [Query("""
        select v.version_no, v.content_sha256 from sources s join source_versions v on v.id = s.current_version_id
        where s.workspace_id = @workspace and s.uri = @uri
        """)]
    public static partial ValueTask<VersionFacts?> FindCurrentVersionAsync(this ReadSource source, WorkspaceId workspace, string uri, CancellationToken cancellationToken = default);

    [Query("select count(*) from source_versions where source_id = @source and content_sha256 = @content")]
    public static partial long CountVersionsWith(this WriteScope unit, SourceId source, Sha256 content);

    [Query("select coalesce(max(seq), 0) from source_history where source_id = @source")]
    public static partial int LastHistorySeq(this WriteScope unit, SourceId source);

    [Command("""
        update sources set size_bytes = @size, modified_at = @modified, current_version_id = @version, title = coalesce(@title, title),
            license = coalesce(@license, license), meta = coalesce(@meta, meta), connector_id = coalesce(@connector, connector_id),
            last_seen_at = @at, last_seen_run_id = @run, missing_since = null, deleted_at = null, updated_at = @at, row_version = row_version + 1
        where id = @id
        """)]
    public static partial int SetVersion(this WriteScope unit, SourceId id, SourceVersionId version, long size, DateTimeOffset? modified, string? title, string? license, string? meta, ConnectorId? connector, RunId run, DateTimeOffset at);

    [Command("""
        update sources set size_bytes = @size, modified_at = @modified, connector_id = coalesce(@connector, connector_id), last_seen_at = @at, last_seen_run_id = @run
        where id = @id
        """)]
    public static partial int SetSeen(this WriteScope unit, SourceId id, long size, DateTimeOffset? modified, ConnectorId? connector, RunId run, DateTimeOffset at);

    [Command("update sources set missing_since = null, deleted_at = null, updated_at = @at, row_version = row_version + 1 where id = @id")]
    public static partial int SetReturned(this WriteScope unit, SourceId id, DateTimeOffset at);

    [Query(Known + "where s.id in (@ids) and (s.missing_since is not null or s.deleted_at is not null)")]
    public static partial IReadOnlyList<KnownSource> ListGone(this WriteScope unit, IReadOnlyList<SourceId> ids);

    // Deleted ones whose purge has begun: a document without a chunk set that is whole.
    [Query("""
        select s.id from sources s join documents d on d.source_version_id = s.current_version_id
        where s.id in (@ids) and s.deleted_at is not null and not exists (select 1 from chunk_sets t where t.document_id = d.id and t.status <> 'building')
        limit 1
        """)]
    public static partial SourceId? FindHalfPurged(this WriteScope unit, IReadOnlyList<SourceId> ids);

    // Being seen isn't a change: neither version nor time of change is raised.
    [Command("update sources set last_seen_at = @at, last_seen_run_id = @run where id in (@ids) and workspace_id = @workspace")]
    public static partial int SetSeen(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> ids, RunId run, DateTimeOffset at);

    // Without a time of change the next run reads it again.
    [Command("update sources set last_seen_at = @at, last_seen_run_id = @run, modified_at = null where id = @id")]
    public static partial int SetUnread(this WriteScope unit, SourceId id, RunId run, DateTimeOffset at);
}
