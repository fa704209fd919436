using System.Text.RegularExpressions;

namespace LineageAot.Lineage.Tests.Walls;

/// <summary>The keys of one workspace, and everything of it as text.</summary>
internal sealed partial class WallKeys
{
    private readonly Dictionary<string, Guid> first = [];

    private static readonly (EntityType Type, LineageNodeKind Kind, string Table)[] Kinds =
    [
        (EntityType.Source, LineageNodeKind.Source, "sources"),
        (EntityType.SourceVersion, LineageNodeKind.SourceVersion, "source_versions"),
        (EntityType.Document, LineageNodeKind.Document, "documents"),
        (EntityType.ChunkSet, LineageNodeKind.ChunkSet, "chunk_sets"),
        (EntityType.Chunk, LineageNodeKind.Chunk, "chunks"),
        (EntityType.EmbeddingSet, LineageNodeKind.EmbeddingSet, "embedding_sets"),
        (EntityType.Collection, LineageNodeKind.Collection, "collections"),
        (EntityType.Query, LineageNodeKind.Query, "queries"),
        (EntityType.Artifact, LineageNodeKind.Artifact, "artifacts"),
        (EntityType.Source, LineageNodeKind.Run, "runs"),
        (EntityType.Chunk, LineageNodeKind.ChunkEmbedding, "chunks"),
        (EntityType.Chunk, LineageNodeKind.Custom, "pipelines"),
    ];

    public KnownSource? Known { get; private set; }

    public required string OwnText { get; init; }

    public static async Task<WallKeys> OfAsync(TemporaryStore temporary, Workspace workspace)
    {
        var keys = new WallKeys { OwnText = WallData.OwnText(workspace), Known = await workspace.FindKnownSourceAsync("a") };
        foreach (var table in new[] { "sources", "source_versions", "documents", "chunk_sets", "chunks", "embedding_sets", "collections", "queries", "artifacts", "runs", "pipelines", "schedules", "definitions", "connectors" })
        {
            keys.first[table] = temporary.Guids($"select id from {table} where workspace_id = x'{workspace.Id.Value:N}' limit 1").ShouldHaveSingleItem(table);
        }

        return keys;
    }

    public object Key(Type type)
    {
        var table = type.Name switch
        {
            "QueryId" => "queries",
            _ => string.Concat(type.Name[..^2].Select(static (letter, i) => char.IsUpper(letter) && i > 0 ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString())) + "s",
        };
        return Activator.CreateInstance(type, first[table])!;
    }

    public static EntityType EntityOf(int variant) => Kinds[variant].Type;

    public Guid EntityKey(int variant) => first[Kinds[variant].Table == "runs" ? "sources" : Kinds[variant].Table == "pipelines" ? "chunks" : Kinds[variant].Table];

    public LineageNodeKey Node(int variant)
    {
        var (_, kind, table) = Kinds[variant];
        return new LineageNodeKey(kind, first[table], kind == LineageNodeKind.ChunkEmbedding ? new EmbeddingSetId(first["embedding_sets"]) : null);
    }

    /// <summary>Everything of a workspace, but the line that says when it was written.</summary>
    public static async Task<string> DumpAsync(Workspace workspace)
    {
        using var stream = new MemoryStream();
        await workspace.ExportAsync(stream);
        var text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    public static HashSet<string> GuidsIn(string text) => [.. Guids().Matches(text).Select(static match => match.Value)];

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guids();
}
