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
        unit.RequireEntity(workspace, spec.OwnerType, spec.OwnerId);
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
}
