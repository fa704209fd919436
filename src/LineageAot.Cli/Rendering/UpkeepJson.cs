using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Cli.Rendering;

/// <summary>A backup that was made, for machines.</summary>
internal sealed record BackupReport(string Type, string Path, long Bytes, bool Logged, bool? EventsApart);

/// <summary>A restore, for machines. <c>replaced</c> is where the store is now that was there before.</summary>
internal sealed record RestoredReport(string Type, bool DryRun, string Path, string Backup, string? Replaced, string? Schema, string? EventsPath, string? EventsReplaced);

/// <summary>A piece of upkeep, for machines.</summary>
internal sealed record MaintainedReport(string Type, string Kind, bool Ok, string? Detail, double Seconds);

/// <summary>A row of what upkeep left, for machines. Without <c>finished_at</c> it runs now, or was killed.</summary>
internal sealed record MaintenanceRowReport(string Type, long Id, string Kind, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, bool? Ok, string? Detail);

/// <summary>A move of events, for machines.</summary>
internal sealed record EventsMovedReport(string Type, string EventsPath, long Events, long Streams);

/// <summary>An event, for machines.</summary>
internal sealed record EventReport(
    string Type, long Position, string EventId, string StreamType, string StreamId, long StreamVersion, string EventType, string Level, DateTimeOffset At, string? RunId, JsonElement? Payload, JsonElement? Meta,
    string? TraceId, string? Actor);

/// <summary>An entry of the outbox, for machines.</summary>
internal sealed record OutboxReport(
    string Type, long Position, string Kind, string State, string? DedupeKey, JsonElement? Payload, DateTimeOffset AvailableAt, int Attempts, int MaxAttempts, string? LeaseOwner, DateTimeOffset? LeaseUntil,
    string? LastError, DateTimeOffset? DoneAt, DateTimeOffset? DeadAt, DateTimeOffset CreatedAt);

/// <summary>What became of entries of the outbox, for machines.</summary>
internal sealed record OutboxChangeReport(string Type, long? Position, long? Removed);

/// <summary>The JSON of the commands that keep a store in order, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(RestoredReport))]
[JsonSerializable(typeof(MaintainedReport))]
[JsonSerializable(typeof(MaintenanceRowReport))]
[JsonSerializable(typeof(EventReport))]
[JsonSerializable(typeof(EventsMovedReport))]
[JsonSerializable(typeof(OutboxReport))]
[JsonSerializable(typeof(OutboxChangeReport))]
internal sealed partial class UpkeepJson : JsonSerializerContext;
