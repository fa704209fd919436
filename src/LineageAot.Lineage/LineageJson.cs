using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Lineage;

/// <summary>What a batch's event tells.</summary>
internal sealed record BatchFigures(long Created, long Changed, long Reverted, long Unchanged, long Failed, long Skipped, long Chunks);

/// <summary>The JSON that the store itself writes, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(BatchFigures))]
internal sealed partial class LineageJson : JsonSerializerContext
{
    public static string Of(in BatchCounts counts)
        => JsonSerializer.Serialize(new BatchFigures(counts.Created, counts.Changed, counts.Reverted, counts.Unchanged, counts.Failed, counts.Skipped, counts.Chunks), Default.BatchFigures);
}
