using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Cli.Embedding;

/// <summary>A chunk as the user's program reads it.</summary>
internal sealed record ChunkLine(string ChunkId, string? Text, string? TextUri, string Hash, int? Tokens);

/// <summary>A vector to be deleted as the user's program reads it.</summary>
internal sealed record DeletionLine(string VectorId, string Op);

/// <summary>What the user's program answers.</summary>
internal sealed record AnswerLine(string? ChunkId, string? VectorId, string? Hash, string? Error, string? Category, double? RetryAfterSeconds);

/// <summary>How far it is, for machines.</summary>
internal sealed record EmbedProgressReport(string Type, long Done, long Total, long Failed);

/// <summary>What came of it, for machines and in the run's row.</summary>
internal sealed record EmbedReport(string Type, string? RunId, string EmbeddingSet, string Status, string? Message, long Done, long Failed, long Stale, bool Promoted, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChunkLine))]
[JsonSerializable(typeof(DeletionLine))]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(EmbedProgressReport))]
[JsonSerializable(typeof(EmbedReport))]
internal sealed partial class EmbedJson : JsonSerializerContext
{
    /// <summary>For the program: letters as they are, so that a shell script can read them.</summary>
    public static EmbedJson ForPrograms { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
