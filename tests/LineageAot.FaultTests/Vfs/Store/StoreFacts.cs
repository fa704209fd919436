using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>Something that a caller of the store was told, and that holds from then on.</summary>
internal abstract record StoreFact;

/// <summary>An event was appended.</summary>
internal sealed record AppendedFact(StreamName Stream, EventId Id, long Version, long Position, string Payload) : StoreFact;

/// <summary>An event was refused, and isn't there.</summary>
internal sealed record RefusedFact(StreamName Stream, EventId Id) : StoreFact;

/// <summary>A run was started.</summary>
internal sealed record StartedFact(RunId Run) : StoreFact;

/// <summary>A run was ended, and what it had delivered by then.</summary>
internal sealed record EndedFact(RunId Run, RunStatus Status, IReadOnlyList<string> Uris) : StoreFact;
