using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Lineage;

/// <summary>What an event of a run tells the store where the two are in files of their own: kept in the event's meta.</summary>
/// <param name="Run">The run as it is after the event; null where it doesn't change it.</param>
/// <param name="IsBatch">It tells of rows that only the store has.</param>
internal sealed record RunMeta(RunImage? Run, bool IsBatch)
{
    public static string Of(RunImage? run, bool isBatch) => JsonSerializer.Serialize(new RunMeta(run, isBatch), RunMetaJson.Default.RunMeta);

    /// <summary>Null: the event isn't the store's own.</summary>
    public static RunMeta? From(EventRow row)
    {
        if (row.Meta is not { } text || !row.EventType.StartsWith("run.", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, RunMetaJson.Default.RunMeta);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A run's row in an event.</summary>
internal sealed record RunImage(
    Guid Id, Guid Workspace, Guid? Pipeline, Guid? Collection, Guid? Parent, RunType Type, string? Trigger, RunStatus Status, string? IdempotencyKey, string? Params, string? ParamsSignature, string? Stats,
    long ProgressDone, long? ProgressTotal, string? ErrorType, string? ErrorMessage, string? Actor, string? TraceId, string? Owner, DateTimeOffset? HeartbeatAt, DateTimeOffset? LeaseUntil, int Attempt,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    public static RunImage Of(Run run) => new(
        run.Id.Value, run.WorkspaceId.Value, run.PipelineId?.Value, run.CollectionId?.Value, run.ParentRunId?.Value, run.RunType, run.Trigger, run.Status, run.IdempotencyKey, run.Params,
        run.ParamsSignature?.ToString(), run.Stats, run.ProgressDone, run.ProgressTotal, run.ErrorType, run.ErrorMessage, run.Actor, run.TraceId, run.Owner, run.HeartbeatAt, run.LeaseUntil, run.Attempt,
        run.CreatedAt, run.StartedAt, run.FinishedAt);

    public Run ToRun() => new()
    {
        Id = new RunId(Id),
        WorkspaceId = new WorkspaceId(Workspace),
        PipelineId = Pipeline is { } pipeline ? new PipelineId(pipeline) : null,
        CollectionId = Collection is { } collection ? new CollectionId(collection) : null,
        ParentRunId = Parent is { } parent ? new RunId(parent) : null,
        RunType = Type,
        Trigger = Trigger,
        Status = Status,
        IdempotencyKey = IdempotencyKey,
        Params = Params,
        ParamsSignature = ParamsSignature is { } signature ? Sha256.Parse(signature) : null,
        Stats = Stats,
        ProgressDone = ProgressDone,
        ProgressTotal = ProgressTotal,
        ErrorType = ErrorType,
        ErrorMessage = ErrorMessage,
        Actor = Actor,
        TraceId = TraceId,
        Owner = Owner,
        HeartbeatAt = HeartbeatAt,
        LeaseUntil = LeaseUntil,
        Attempt = Attempt,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
    };
}

/// <summary>Compiled reading and writing of <see cref="RunMeta"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(RunMeta))]
internal sealed partial class RunMetaJson : JsonSerializerContext;
