namespace LineageAot.Lineage;

/// <summary>The SQL about artifacts.</summary>
internal static partial class ArtifactStatements
{
    [Query("select * from artifacts where workspace_id = @workspace and owner_type = @type and owner_id = @owner and kind = @kind and uri = @uri")]
    public static partial Artifact? FindArtifact(this WriteScope unit, WorkspaceId workspace, EntityType type, Guid owner, string kind, string uri);

    [Query("select * from artifacts where workspace_id = @workspace and owner_type = @type and owner_id = @owner order by kind, uri")]
    public static partial ValueTask<IReadOnlyList<Artifact>> ListArtifactsAsync(this ReadSource source, WorkspaceId workspace, EntityType type, Guid owner, CancellationToken cancellationToken = default);

    [Command("update artifacts set sha256 = @sha256, size_bytes = @size, mime_type = @mimeType, run_id = @run, updated_at = @at where id = @id")]
    public static partial int SetArtifact(this WriteScope unit, ArtifactId id, Sha256? sha256, long? size, string? mimeType, RunId? run, DateTimeOffset at);

    [Command("delete from artifacts where id = @id and workspace_id = @workspace")]
    public static partial int DeleteArtifact(this WriteScope unit, WorkspaceId workspace, ArtifactId id);

    [Command("delete from artifacts where workspace_id = @workspace and owner_type = @type and owner_id = @owner")]
    public static partial int DeleteArtifactsOf(this WriteScope unit, WorkspaceId workspace, EntityType type, Guid owner);
}
