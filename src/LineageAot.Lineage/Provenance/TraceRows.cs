namespace LineageAot.Lineage;

/// <summary>A thing that a step began with, and one that it's connected with.</summary>
[Row]
internal readonly partial record struct TraceLink(Guid Id, Guid OtherId);

/// <summary>A thing, what it was made of, and the run that it names as its own.</summary>
[Row]
internal readonly partial record struct TraceOrigin(Guid Id, Guid OtherId, Guid? RunId);

/// <summary>A version and what it was made of.</summary>
[Row]
internal readonly partial record struct VersionOrigin(Guid Id, Guid SourceId, Sha256 Content, Guid? RunId);

/// <summary>A query and whose vectors it searched.</summary>
[Row]
internal readonly partial record struct QueryOrigin(Guid Id, Guid? EmbeddingSetId, Guid? RunId);

/// <summary>An artifact and what it was made of.</summary>
[Row]
internal readonly partial record struct ArtifactOrigin(Guid Id, EntityType OwnerType, Guid OwnerId, Guid? RunId);

/// <summary>A run, the run that it went on from, and what people know it by.</summary>
[Row]
internal readonly partial record struct RunOrigin(Guid Id, Guid? ParentId, string Label);

/// <summary>An edge that a run left; the run by its place in the list that was asked for.</summary>
[Row]
internal readonly partial record struct RunEdge(int Place, EntityType EntityType, Guid EntityId, string Role);

/// <summary>A run that read a thing, by the thing's place in the list that was asked for, and what people know the run by.</summary>
[Row]
internal readonly partial record struct RunReader(int Place, Guid RunId, string Role, string Label);

/// <summary>A run that made a thing, by the thing's place in the list that was asked for; the run that it went on from, and what people know it by.</summary>
[Row]
internal readonly partial record struct RunMaker(int Place, Guid RunId, string Role, Guid? ParentId, string Label);

/// <summary>What people know a thing by.</summary>
[Row]
internal readonly partial record struct LabelRow(Guid Id, string? Label);
