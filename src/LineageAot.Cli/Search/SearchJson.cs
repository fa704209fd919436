using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Cli.Search;

/// <summary>A chunk that was found, for machines.</summary>
internal sealed record SearchReport(string ChunkId, int Ordinal, string SourceId, string Path, double Score, string Snippet, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchReport))]
internal sealed partial class SearchJson : JsonSerializerContext;
