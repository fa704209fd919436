namespace LineageAot.Lineage;

/// <summary>The SQL about collections.</summary>
internal static partial class CollectionStatements
{
    [Query("select * from collections where id = @id and workspace_id = @workspace")]
    public static partial Collection? FindCollection(this WriteScope unit, WorkspaceId workspace, CollectionId id);

    [Query("select * from collections where workspace_id = @workspace and name = @name order by version desc limit 1")]
    public static partial Collection? FindNewestCollection(this WriteScope unit, WorkspaceId workspace, string name);

    [Query("select * from collections where workspace_id = @workspace and name = @name and version = @version")]
    public static partial Collection? FindCollection(this WriteScope unit, WorkspaceId workspace, string name, int version);

    [Query("select * from collections where workspace_id = @workspace and name = @name and version = @version")]
    public static partial ValueTask<Collection?> FindCollectionAsync(this ReadSource source, WorkspaceId workspace, string name, int version, CancellationToken cancellationToken = default);

    [Query("""
        select c.* from collections c
        left join collection_pins p on p.workspace_id = c.workspace_id and p.name = c.name and p.collection_id = c.id
        where c.workspace_id = @workspace and c.name = @name
        order by p.collection_id is null, c.status <> 'active', c.version desc limit 1
        """)]
    public static partial ValueTask<Collection?> FindCurrentCollectionAsync(this ReadSource source, WorkspaceId workspace, string name, CancellationToken cancellationToken = default);

    // The key behind the unique index changes no order; it tells the pages that rows are told apart.
    [Query("select * from collections where workspace_id = @workspace and (@status is null or status = @status) order by name, version, id")]
    public static partial ValueTask<Page<Collection>> ListCollectionsAsync(this ReadSource source, WorkspaceId workspace, CollectionStatus? status, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from collections where workspace_id = @workspace and (@status is null or status = @status)")]
    public static partial ValueTask<long> CountCollectionsAsync(this ReadSource source, WorkspaceId workspace, CollectionStatus? status, CancellationToken cancellationToken = default);

    [Command("update collections set status = @status, updated_at = @at where id = @id and workspace_id = @workspace and status <> @status")]
    public static partial int SetStatus(this WriteScope unit, WorkspaceId workspace, CollectionId id, CollectionStatus status, DateTimeOffset at);

    [Command("update collections set health_score = @score, updated_at = @at where id = @id and workspace_id = @workspace and health_score is not @score")]
    public static partial int SetHealth(this WriteScope unit, WorkspaceId workspace, CollectionId id, double score, DateTimeOffset at);

    [Command("""
        insert into collection_pins (workspace_id, name, collection_id, created_at, updated_at) values (@workspace, @name, @id, @at, @at)
        on conflict (workspace_id, name) do update set collection_id = excluded.collection_id, updated_at = excluded.updated_at
        where collection_id <> excluded.collection_id
        """)]
    public static partial int Pin(this WriteScope unit, WorkspaceId workspace, string name, CollectionId id, DateTimeOffset at);

    [Command("delete from collection_pins where workspace_id = @workspace and name = @name")]
    public static partial int Unpin(this WriteScope unit, WorkspaceId workspace, string name);

    [Query("select id from sources where workspace_id = @workspace and id in (@ids)")]
    public static partial IReadOnlyList<SourceId> ListKnownIds(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> ids);

    [Command("""
        insert into collection_sources (collection_id, source_id, created_at, updated_at)
        select @collection, s.id, @at, @at from sources s where s.workspace_id = @workspace and s.id in (@ids)
        on conflict do nothing
        """)]
    public static partial int AddSources(this WriteScope unit, WorkspaceId workspace, CollectionId collection, IReadOnlyList<SourceId> ids, DateTimeOffset at);

    [Command("delete from collection_sources where collection_id = @collection and source_id in (@ids)")]
    public static partial int RemoveSources(this WriteScope unit, CollectionId collection, IReadOnlyList<SourceId> ids);

    // Ordered by the member's key, so that a page is a walk along the table's own order.
    [Query("""
        select m.source_id, s.uri, s.title, s.deleted_at, m.created_at as added_at
        from collections c join collection_sources m on m.collection_id = c.id join sources s on s.id = m.source_id
        where c.id = @collection and c.workspace_id = @workspace
        order by m.source_id
        """)]
    public static partial ValueTask<Page<CollectionMember>> ListMembersAsync(this ReadSource source, WorkspaceId workspace, CollectionId collection, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from collections c join collection_sources m on m.collection_id = c.id
        where c.id = @collection and c.workspace_id = @workspace
        """)]
    public static partial ValueTask<long> CountMembersAsync(this ReadSource source, WorkspaceId workspace, CollectionId collection, CancellationToken cancellationToken = default);

    [Command("delete from collections where id = @id and workspace_id = @workspace")]
    public static partial int DeleteCollection(this WriteScope unit, WorkspaceId workspace, CollectionId id);
}
