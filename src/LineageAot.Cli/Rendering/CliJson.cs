using System.Text.Json;
using System.Text.Json.Serialization;
using LineageAot.Cli.Ingestion;

namespace LineageAot.Cli;

/// <summary>An ingest's result for machines, and in the run's row.</summary>
internal sealed record IngestReport(
    string Type, string? RunId, string? ResumedRunId, string Status, bool DryRun, string? Message, long Files, long Created, long Changed, long Reverted, long Unchanged, long Returned,
    long Missing, long Deleted, long Superseded, long Failed, long Skipped, long Documents, long Chunks, long Bytes, double Seconds);

/// <summary>How far an ingest is, for machines.</summary>
internal sealed record ProgressReport(string Type, long Done, long? Total, long Unchanged, long Failed, long Skipped, long Chunks, long Bytes, double FilesPerSecond, double? SecondsLeft);

/// <summary>Something that couldn't be read, for machines.</summary>
internal sealed record ProblemReport(string Type, string Path, string Status, string Reason);

/// <summary>An error, for machines.</summary>
internal sealed record ErrorReport(string Type, string Error, string Message);

/// <summary>A run, for machines.</summary>
internal sealed record RunReport(
    string Id, string Workspace, string RunType, string Status, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long ProgressDone, long? ProgressTotal, int Attempt, string? ParentRunId,
    string? Actor, string? ErrorType, string? ErrorMessage, JsonElement? Stats);

/// <summary>A workspace's figures, for machines.</summary>
internal sealed record StatsReport(
    string Workspace, long Sources, long Missing, long Deleted, long Versions, long Contents, long ContentBytes, long Documents, long ChunkSets, long Chunks, long Runs, long Events);

/// <summary>A check's result, for machines.</summary>
internal sealed record CheckReport(string Check, bool Holds, IReadOnlyList<string> Findings);

/// <summary>The JSON that the tool prints, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IngestReport))]
[JsonSerializable(typeof(ProgressReport))]
[JsonSerializable(typeof(ProblemReport))]
[JsonSerializable(typeof(ErrorReport))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(StatsReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(IngestParameters))]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>A run's parameters as they are kept in its row.</summary>
internal sealed record IngestParameters(
    IReadOnlyList<string> Paths, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, int ChunkChars, int MaxTextMib, string Cleanup, int MaxDeletePercent);

/// <summary>How results become what is printed.</summary>
internal static class Reports
{
    public static IngestReport ToReport(this IngestResult result) => new(
        "done", result.Run?.Value.ToString(), result.Resumed?.Value.ToString(), result.Status.ToString().ToLowerInvariant(), result.IsDryRun, result.Message, result.Files, result.Created, result.Changed,
        result.Reverted, result.Unchanged, result.Returned, result.Missing, result.Deleted, result.Superseded, result.Failed, result.Skipped, result.Documents, result.Chunks, result.Bytes,
        Math.Round(result.Elapsed.TotalSeconds, 3));
}
