namespace LineageAot.Lineage;

/// <summary>A workspace's key.</summary>
public readonly record struct WorkspaceId(Guid Value);

/// <summary>A connector's key.</summary>
public readonly record struct ConnectorId(Guid Value);

/// <summary>A source's key.</summary>
public readonly record struct SourceId(Guid Value);

/// <summary>The key of one version of a source.</summary>
public readonly record struct SourceVersionId(Guid Value);

/// <summary>A document's key.</summary>
public readonly record struct DocumentId(Guid Value);

/// <summary>The key of a way to split.</summary>
public readonly record struct ChunkConfigId(Guid Value);

/// <summary>The key of a document's chunks made in one way.</summary>
public readonly record struct ChunkSetId(Guid Value);

/// <summary>A chunk's key: derived, not drawn; see <see cref="ChunkIds"/>.</summary>
public readonly record struct ChunkId(Guid Value);

/// <summary>A run's key.</summary>
public readonly record struct RunId(Guid Value);

/// <summary>The key of one version of a pipeline.</summary>
public readonly record struct PipelineId(Guid Value);

/// <summary>The key of one version of a collection.</summary>
public readonly record struct CollectionId(Guid Value);

/// <summary>An event's own key, by which a repeated append is recognised.</summary>
public readonly record struct EventId(Guid Value);

/// <summary>The key of an embedding set: one model's vectors of a workspace.</summary>
public readonly record struct EmbeddingSetId(Guid Value);

/// <summary>A schedule's key.</summary>
public readonly record struct ScheduleId(Guid Value);

/// <summary>The key of one version of a tool or a flow.</summary>
public readonly record struct DefinitionId(Guid Value);

/// <summary>The key of a logged query.</summary>
public readonly record struct QueryId(Guid Value);

/// <summary>An artifact's key.</summary>
public readonly record struct ArtifactId(Guid Value);
