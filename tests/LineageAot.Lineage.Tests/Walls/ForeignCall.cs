using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LineageAot.Lineage.Tests.Catalog;
using LineageAot.Lineage.Tests.Embeddings;

namespace LineageAot.Lineage.Tests.Walls;

/// <summary>Calls every public method of a type with the keys of one workspace, whatever the method: one that takes something new to it fails until it's told what to give.</summary>
internal sealed class ForeignCall(WallKeys keys, ChunkConfigId config)
{
    /// <summary>So many kinds of things can be named by their kind and key.</summary>
    public const int Variants = 12;

    public static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(static method => !method.IsSpecialName && method.GetCustomAttribute<ObsoleteAttribute>() is null);

    public static bool HasVariants(MethodInfo method) => method.GetParameters().Any(static parameter => parameter.ParameterType == typeof(LineageNodeKey) || parameter.ParameterType == typeof(EntityType));

    /// <summary>What a call gives, as text; null where it was refused.</summary>
    public async Task<string?> MakeAsync(object target, MethodInfo method, int variant)
    {
        var closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method;
        var arguments = closed.GetParameters().Select(parameter => Argument(closed, parameter, variant)).ToArray();
        try
        {
            return await TextOfAsync(await ResultOfAsync(closed.Invoke(target, arguments)), arguments);
        }
        catch (TargetInvocationException error) when (IsRefusal(error.InnerException))
        {
            return null;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            return null;
        }
    }

    private static bool IsRefusal(Exception? error) => error is LineageException or ArgumentException or InvalidOperationException;

    private static async Task<object?> ResultOfAsync(object? pending)
    {
        switch (pending)
        {
            case ValueTask task:
                await task;
                return null;
            case null:
                return null;
            default:
                var type = pending.GetType();
                type.GetGenericTypeDefinition().ShouldBe(typeof(ValueTask<>));
                var whole = (Task)type.GetMethod("AsTask")!.Invoke(pending, null)!;
                await whole;
                return whole.GetType().GetProperty("Result")!.GetValue(whole);
        }
    }

    private static async Task<string> TextOfAsync(object? result, object?[] arguments) => result switch
    {
        SyncSession sync => sync.Connector.Value.ToString(),
        RunScope run => run.Id.Value.ToString(),
        EmbeddingLease lease => JsonSerializer.Serialize(lease.Items),
        VectorDeletionLease lease => JsonSerializer.Serialize(lease.Items),
        ItemLease lease => JsonSerializer.Serialize(lease.Items),
        ExportReport => System.Text.Encoding.UTF8.GetString(arguments.OfType<MemoryStream>().Single().ToArray()),
        IAsyncDisposable => throw new NotSupportedException($"Say how to read a {result.GetType()}."),
        _ => await Task.FromResult(JsonSerializer.Serialize(result, options: new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = { new CursorText() } })),
    };

    private object? Argument(MethodInfo method, ParameterInfo parameter, int variant)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return default(CancellationToken);
        }

        if (type.Name.EndsWith("Id", StringComparison.Ordinal) && type.IsValueType && type != typeof(Guid))
        {
            return type == typeof(ChunkConfigId) ? config : keys.Key(type);
        }

        if (type.IsEnum)
        {
            return type == typeof(EntityType) ? WallKeys.EntityOf(variant) : type == typeof(CleanupMode) ? CleanupMode.Full : parameter.HasDefaultValue && parameter.DefaultValue is null ? null : Enum.GetValues(type).GetValue(0);
        }

        return type switch
        {
            _ when type == typeof(string) => Text(parameter.Name!),
            _ when type == typeof(int) => parameter.Name == "version" ? 1 : 50,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(double) => 0.5,
            _ when type == typeof(bool) => parameter.Name is "withSuperseded" or "withDeleted",
            _ when type == typeof(Guid) => keys.EntityKey(variant),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UtcNow,
            _ when type == typeof(Sha256) => Sha256.OfText(keys.OwnText),
            _ when type == typeof(Stream) => new MemoryStream(),
            _ when type == typeof(PageRequest) => new PageRequest(1000) { WithTotal = true },
            _ when type == typeof(StaleRequest) => new StaleRequest(1000),
            _ when type == typeof(SourceListFilter) => new SourceListFilter { Status = SourceStatus.Any },
            _ when type == typeof(LineageNodeKey) => keys.Node(variant),
            _ when type == typeof(LineageTraceOptions) || type == typeof(ExportOptions) || type == typeof(ReconcileOptions) || type == typeof(IReadOnlyList<string>) => null,
            _ when type == typeof(IReadOnlyList<SourceId>) || type == typeof(IEnumerable<SourceId>) => new[] { (SourceId)keys.Key(typeof(SourceId)) },
            _ when type == typeof(IEnumerable<Guid>) => new[] { Guid.Empty },
            _ when type == typeof(IEnumerable<string>) => new[] { "none" },
            _ when type == typeof(IAsyncEnumerable<string>) => Vectors(),
            _ when type == typeof(IAsyncEnumerable<ChunkDraft>) => TemporaryStore.Chunks("x"),
            _ when type == typeof(IEnumerable<SourceItem>) => new[] { TemporaryStore.Item("a", "other") },
            _ when type == typeof(SourceItem) => TemporaryStore.Item("a", "other"),
            _ when type == typeof(Extraction) => new Extraction("plain", "2"),
            _ when type == typeof(SyncBatch) => new SyncBatch { Seen = [(SourceId)keys.Key(typeof(SourceId))], Problems = [new SourceProblem("a", RunItemStatus.Failed, "locked") { Known = keys.Known }] },
            _ when type == typeof(QueryLog) => new QueryLog { Text = "q", EmbeddingSetId = (EmbeddingSetId)keys.Key(typeof(EmbeddingSetId)), RunId = (RunId)keys.Key(typeof(RunId)), Results = [new((ChunkId)keys.Key(typeof(ChunkId)), 1)] },
            _ when type == typeof(ArtifactSpec) => new ArtifactSpec(EntityType.Chunk, ((ChunkId)keys.Key(typeof(ChunkId))).Value, "picture", "x:2"),
            _ when type == typeof(RunRequest) => new RunRequest("index") { PipelineId = (PipelineId)keys.Key(typeof(PipelineId)), CollectionId = (CollectionId)keys.Key(typeof(CollectionId)) },
            _ when type == typeof(CollectionSpec) => new CollectionSpec("base") { EmbeddingSetId = (EmbeddingSetId)keys.Key(typeof(EmbeddingSetId)) },
            _ when type == typeof(DefinitionSpec) => new DefinitionSpec(DefinitionKind.Flow, "answer", "[]"),
            _ when type == typeof(PipelineSpec) => new PipelineSpec("nightly") { Description = "other" },
            _ when type == typeof(ScheduleSpec) => new ScheduleSpec("nightly", (PipelineId)keys.Key(typeof(PipelineId))) { Cron = "1 1 * * *" },
            _ when type == typeof(EmbeddingSetSpec) => EmbeddingStore.Spec(),
            _ when type == typeof(RetentionPolicy) => new RetentionPolicy { KeepVersions = 1, DeletedSources = TimeSpan.Zero, FinishedRuns = TimeSpan.Zero, Queries = TimeSpan.Zero, SupersededChunkSets = TimeSpan.Zero },
            _ when type == typeof(JsonTypeInfo<string>) => SettingsJson.Default.String,
            _ when type == typeof(Action<RunUnit>) => new Action<RunUnit>(unit => unit.AddInput(EntityType.Chunk, ((ChunkId)keys.Key(typeof(ChunkId))).Value)),
            _ when type == typeof(Func<RunUnit, string>) => new Func<RunUnit, string>(unit => { unit.AddOutput(EntityType.Source, ((SourceId)keys.Key(typeof(SourceId))).Value); return "done"; }),
            _ => throw new NotSupportedException($"{method.DeclaringType!.Name}.{method.Name} takes a {type} ({parameter.Name}): say here which one of another workspace it is to be called with."),
        };
    }

    private static string Text(string name) => name switch
    {
        "uri" => "a",
        "after" => "",
        "end" => "\uFFFD",
        "name" => "nightly",
        "connector" => "memory",
        "kind" => "custom",
        "stats" => "{}",
        _ => "embed",
    };

    private static async IAsyncEnumerable<string> Vectors()
    {
        await Task.Yield();
        yield return "none";
    }

    private sealed class CursorText : System.Text.Json.Serialization.JsonConverter<Cursor>
    {
        public override Cursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Cursor value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
