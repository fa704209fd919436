namespace LineageAot.Lineage;

/// <summary>What a plan needs to know of a source.</summary>
[Row]
internal sealed partial record PlanFacts(SourceId Id, string Uri, DateTimeOffset? MissingSince, DateTimeOffset? DeletedAt, Sha256? ContentSha256, bool IsUnfinished);

/// <summary>A source of a connector that a plan didn't name.</summary>
[Row]
internal sealed partial record PlanRest(string Uri, string SourceType, string? Title, long? SizeBytes, DateTimeOffset? ModifiedAt, Sha256 ContentSha256, string? MimeType, string? StorageUri);

/// <summary>Compares what was found with what the store knows, a list of names at a time.</summary>
internal static partial class PlanReading
{
    // One statement for so many names: its list is read once, and each name is one seek.
    private const int NamesAtOnce = 2000;

    [Query("select s.id, s.uri, s.missing_since, s.deleted_at, v.content_sha256, " + SourceStatements.IsUnfinished + """
         as is_unfinished
        from sources s left join source_versions v on v.id = s.current_version_id
        where s.workspace_id = @workspace and s.uri in (@uris)
        """)]
    private static partial ValueTask<IReadOnlyList<PlanFacts>> ListPlanFactsAsync(this ReadSource source, WorkspaceId workspace, IReadOnlyList<string> uris, CancellationToken cancellationToken = default);

    // By connector: every source of it is looked at, which is what the question asks for.
    [Query("""
        select s.uri, s.source_type, s.title, s.size_bytes, s.modified_at, v.content_sha256, c.mime_type, c.storage_uri
        from sources s join source_versions v on v.id = s.current_version_id join contents c on c.sha256 = v.content_sha256
        where s.connector_id = @connector and s.workspace_id = @workspace and s.deleted_at is null
        """)]
    private static partial IAsyncEnumerable<PlanRest> StreamSourcesOfAsync(this ReadSource source, WorkspaceId workspace, ConnectorId connector, CancellationToken cancellationToken = default);

    public static async ValueTask<IReadOnlyList<PlannedItem>> PlanAsync(ReadSource source, WorkspaceId workspace, IEnumerable<SourceItem> items, ConnectorId? connector, CancellationToken cancellationToken)
    {
        var plan = new List<PlannedItem>();
        foreach (var slice in items.Chunk(NamesAtOnce))
        {
            var known = new Dictionary<string, PlanFacts>(slice.Length, StringComparer.Ordinal);
            foreach (var facts in await source.ListPlanFactsAsync(workspace, Array.ConvertAll(slice, static item => item.Uri), cancellationToken).ConfigureAwait(false))
            {
                known.Add(facts.Uri, facts);
            }

            foreach (var item in slice)
            {
                plan.Add(new PlannedItem(item, Compare(item, known.GetValueOrDefault(item.Uri))));
            }
        }

        if (connector is { } from)
        {
            await AddMissingAsync(source, workspace, from, plan, cancellationToken).ConfigureAwait(false);
        }

        return plan;
    }

    private static SourceChange Compare(SourceItem item, PlanFacts? known)
    {
        if (known is null)
        {
            return SourceChange.New;
        }

        var isPresent = known.MissingSince is null && known.DeletedAt is null;
        return isPresent && !known.IsUnfinished && known.ContentSha256 == item.ContentSha256 ? SourceChange.Unchanged : SourceChange.Changed;
    }

    private static async ValueTask AddMissingAsync(ReadSource source, WorkspaceId workspace, ConnectorId connector, List<PlannedItem> plan, CancellationToken cancellationToken)
    {
        var found = plan.Select(static line => line.Source.Uri).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in source.StreamSourcesOfAsync(workspace, connector, cancellationToken).ConfigureAwait(false))
        {
            if (found.Contains(row.Uri))
            {
                continue;
            }

            var item = new SourceItem(row.Uri)
            {
                ContentSha256 = row.ContentSha256,
                SizeBytes = row.SizeBytes ?? 0,
                ModifiedAt = row.ModifiedAt,
                SourceType = row.SourceType,
                MimeType = row.MimeType,
                StorageUri = row.StorageUri,
                Title = row.Title,
            };
            plan.Add(new PlannedItem(item, SourceChange.Missing));
        }
    }
}
