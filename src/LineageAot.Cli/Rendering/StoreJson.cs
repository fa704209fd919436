using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Cli.Rendering;

/// <summary>A source, for machines. <c>path</c> is the file's whole path, where it's a folder's.</summary>
internal sealed record SourceReport(
    string Type, string Id, string Uri, string? Path, string State, string? Title, string? MimeType, long? SizeBytes, string? VersionId, int? Version, long Chunks, string? LastError,
    DateTimeOffset? MissingSince, DateTimeOffset? DeletedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>Where a list goes on, for machines: its last line.</summary>
internal sealed record PageReport(string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, long? Total);

/// <summary>A chunk, for machines.</summary>
internal sealed record ChunkReport(
    string Type, string Id, string ChunkSetId, int Ordinal, string Sha256, string? Text, string? TextUri, int? TokenCount, int? StartChar, int? EndChar, int? PageStart, int? PageEnd, JsonElement? Meta);

/// <summary>A thing of a graph of lineage, for machines.</summary>
internal sealed record NodeReport(string Type, string Kind, string Id, int Depth, string? Label, string? Sha256, string? EmbeddingSetId);

/// <summary>What came of what, for machines.</summary>
internal sealed record EdgeReport(string Type, string FromKind, string From, string ToKind, string To, string Role);

/// <summary>A graph's last line, for machines.</summary>
internal sealed record GraphReport(string Type, int Nodes, int Edges, bool Truncated);

/// <summary>How far an embedding set is, for machines.</summary>
internal sealed record EmbeddingSetReport(string Type, string Id, string Name, string Provider, string Model, int Dimensions, string Status, long? Chunks, long? Stale, long? Failed, double? Coverage);

/// <summary>A chunk that wants embedding, for machines.</summary>
internal sealed record StaleReport(string Type, string ChunkId, string ChunkSetId, int Ordinal, string Reason, int Attempts, string? LastError, string? ErrorCategory);

/// <summary>What an export wrote, for machines.</summary>
internal sealed record ExportedReport(string Type, string? Path, long Lines, long Bytes, IReadOnlyDictionary<string, long> Counts);

/// <summary>A setting, for machines.</summary>
internal sealed record SettingReport(string Key, JsonElement Value, int SchemaVersion, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>What became of a setting, for machines.</summary>
internal sealed record SettingChangeReport(string Key, string Result);

/// <summary>What a cleaning took away, for machines.</summary>
internal sealed record CleanReport(string Type, bool DryRun, long Versions, long ChunkSets, long Sources, long Runs, long Queries, long? Contents, long? ContentBytes);

/// <summary>A shell's script, for machines.</summary>
internal sealed record ScriptReport(string Shell, string Script);

/// <summary>The JSON of the commands that show the store, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceReport))]
[JsonSerializable(typeof(PageReport))]
[JsonSerializable(typeof(ChunkReport))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(EdgeReport))]
[JsonSerializable(typeof(GraphReport))]
[JsonSerializable(typeof(EmbeddingSetReport))]
[JsonSerializable(typeof(StaleReport))]
[JsonSerializable(typeof(ExportedReport))]
[JsonSerializable(typeof(SettingReport))]
[JsonSerializable(typeof(SettingChangeReport))]
[JsonSerializable(typeof(CleanReport))]
[JsonSerializable(typeof(ScriptReport))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class StoreJson : JsonSerializerContext;
