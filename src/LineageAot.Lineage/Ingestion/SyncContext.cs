namespace LineageAot.Lineage;

/// <summary>In whose name a unit writes.</summary>
internal readonly record struct SyncContext(WorkspaceId Workspace, ConnectorId? Connector, RunId Run, DateTimeOffset Now)
{
    public const string IngestStage = "ingest";
}
