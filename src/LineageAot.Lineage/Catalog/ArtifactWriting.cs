namespace LineageAot.Lineage;

/// <summary>Writes artifacts inside a unit.</summary>
internal static class ArtifactWriting
{
    /// <summary>The artifact of an owner, a kind and a place; made where it's missing, and brought up to date where it's another file by now.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="spec">The artifact.</param>
    /// <param name="run">Who made it; without a run an unchanged file keeps the run that made it.</param>
    /// <param name="now">The time.</param>
    public static Artifact AddArtifact(this WriteScope unit, WorkspaceId workspace, ArtifactSpec spec, RunId? run, DateTimeOffset now)
    {
        unit.RequireOwner(workspace, spec.OwnerType, spec.OwnerId);
        if (unit.FindArtifact(workspace, spec.OwnerType, spec.OwnerId, spec.Kind, spec.Uri) is not { } existing)
        {
            return unit.Insert(new Artifact
            {
                Id = new ArtifactId(Guid.CreateVersion7(now)),
                WorkspaceId = workspace,
                OwnerType = spec.OwnerType,
                OwnerId = spec.OwnerId,
                Kind = spec.Kind,
                Uri = spec.Uri,
                Sha256 = spec.Sha256,
                SizeBytes = spec.SizeBytes,
                MimeType = spec.MimeType,
                RunId = run,
            });
        }

        var isSame = existing.Sha256 == spec.Sha256 && existing.SizeBytes == spec.SizeBytes && existing.MimeType == spec.MimeType;
        var maker = run ?? (isSame ? existing.RunId : null);
        if (isSame && maker == existing.RunId)
        {
            return existing;
        }

        unit.SetArtifact(existing.Id, spec.Sha256, spec.SizeBytes, spec.MimeType, maker, now);
        return existing with { Sha256 = spec.Sha256, SizeBytes = spec.SizeBytes, MimeType = spec.MimeType, RunId = maker, UpdatedAt = now };
    }

    private static void RequireOwner(this WriteScope unit, WorkspaceId workspace, EntityType type, Guid id)
    {
        switch (type)
        {
            case EntityType.Source:
                unit.Require(workspace, new SourceId(id));
                return;
            case EntityType.SourceVersion:
                unit.Require(workspace, new SourceVersionId(id));
                return;
            case EntityType.Document:
                unit.Require(workspace, new DocumentId(id));
                return;
            case EntityType.ChunkSet:
                unit.Require(workspace, new ChunkSetId(id));
                return;
            case EntityType.Chunk:
                unit.Require(workspace, new ChunkId(id));
                return;
            case EntityType.EmbeddingSet:
                unit.Require(workspace, new EmbeddingSetId(id));
                return;
            case EntityType.Collection:
                unit.Require(workspace, new CollectionId(id));
                return;
            case EntityType.Query when !unit.HasQuery(workspace, new QueryId(id)):
                throw new LineageNotFoundException("query", id);
            case EntityType.Artifact when !unit.HasArtifact(workspace, new ArtifactId(id)):
                throw new LineageNotFoundException("artifact", id);
            case EntityType.Query or EntityType.Artifact or EntityType.Custom:
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "An artifact's owner is one of EntityType.");
        }
    }
}
