namespace LineageAot.Lineage;

/// <summary>Writes sources, contents and versions inside a unit. Every decision is made on what the unit itself reads, so that a stale plan can do no harm.</summary>
internal static class SourceWriting
{
    /// <summary>Stores a source's content as a version, unless it's the current one.</summary>
    public static IngestedVersion IngestVersion(this WriteScope unit, in SyncContext context, SourceItem item, bool expectNew)
    {
        unit.TryInsert(new Content { Sha256 = item.ContentSha256, SizeBytes = item.SizeBytes, MimeType = item.MimeType, StorageUri = item.StorageUri });
        if (expectNew && unit.TryAddSource(context, item, out var added))
        {
            return added;
        }

        var known = unit.FindKnown(context.Workspace, item.Uri);
        if (known is null)
        {
            return unit.TryAddSource(context, item, out added) ? added : throw new InvalidOperationException("A source is neither there nor can it be added.");
        }

        var current = known.CurrentVersionId is { } version ? unit.FindVersion(version) : null;
        if (!known.IsPresent)
        {
            unit.Return(context, known);
        }

        if (current is { } facts && facts.ContentSha256 == item.ContentSha256)
        {
            unit.SetSeen(known.Id, item.SizeBytes, item.ModifiedAt, context.Connector, context.Run, context.Now);
            return new IngestedVersion(known.CurrentVersionId!.Value, known.Id, IngestOutcome.Unchanged, IsNewSource: false, Returned: !known.IsPresent);
        }

        var isEarlier = current is not null && unit.CountVersionsWith(known.Id, item.ContentSha256) > 0;
        var next = unit.AddVersion(context, known.Id, (current?.VersionNo ?? 0) + 1, item);
        unit.SetVersion(known.Id, next, item.SizeBytes, item.ModifiedAt, item.Title, item.License, item.Meta, context.Connector, context.Run, context.Now);
        unit.AddHistory(context, known.Id, SourceState.Current, next);
        return new IngestedVersion(next, known.Id, isEarlier ? IngestOutcome.Reverted : IngestOutcome.Created, IsNewSource: false, Returned: !known.IsPresent);
    }

    private static bool TryAddSource(this WriteScope unit, in SyncContext context, SourceItem item, out IngestedVersion version)
    {
        var source = new SourceId(Guid.CreateVersion7(context.Now));
        var first = new SourceVersionId(Guid.CreateVersion7(context.Now));
        version = new IngestedVersion(first, source, IngestOutcome.Created, IsNewSource: true, Returned: false);
        var row = new Source
        {
            Id = source,
            WorkspaceId = context.Workspace,
            ConnectorId = context.Connector,
            SourceType = item.SourceType,
            Uri = item.Uri,
            Title = item.Title,
            License = item.License,
            Meta = item.Meta,
            SizeBytes = item.SizeBytes,
            ModifiedAt = item.ModifiedAt,
            CurrentVersionId = first,
            LastSeenAt = context.Now,
            LastSeenRunId = context.Run,
        };
        if (!unit.TryInsert(row))
        {
            return false;
        }

        unit.AddVersion(context, source, 1, item, first);
        unit.Insert(new SourceHistory { SourceId = source, Seq = 1, State = SourceState.Current, SourceVersionId = first, RunId = context.Run, At = context.Now });
        return true;
    }

    private static SourceVersionId AddVersion(this WriteScope unit, in SyncContext context, SourceId source, int number, SourceItem item, SourceVersionId? id = null)
    {
        var version = id ?? new SourceVersionId(Guid.CreateVersion7(context.Now));
        unit.Insert(new SourceVersion
        {
            Id = version,
            WorkspaceId = context.Workspace,
            SourceId = source,
            VersionNo = number,
            ContentSha256 = item.ContentSha256,
            RunId = context.Run,
            IngestedAt = context.Now,
            Meta = item.VersionMeta,
        });
        return version;
    }

    /// <summary>Notes a change of a source's state.</summary>
    public static void AddHistory(this WriteScope unit, in SyncContext context, SourceId source, SourceState state, SourceVersionId? version)
        => unit.Insert(new SourceHistory
        {
            SourceId = source,
            Seq = unit.LastHistorySeq(source) + 1,
            State = state,
            SourceVersionId = version,
            RunId = context.Run,
            At = context.Now,
        });
}
