using LineageAot.BuildCheck.Checks;

namespace LineageAot.BuildCheck.Tests.Support;

/// <summary>A finding of a statement with the place in the source that it points at.</summary>
/// <param name="Id">The rule's number.</param>
/// <param name="At">What the source has from the place on.</param>
/// <param name="Text">What it says.</param>
internal sealed record CheckedStatement(string Id, string At, string Text)
{
    /// <summary>The agent's tables: what statements in tests ask.</summary>
    public const string Model = """
        public enum Kind { Text, Image }

        public readonly record struct SourceId(Guid Value);

        [Table("sources")]
        public sealed partial record Source([property: Key] SourceId Id, [property: Unique] string Uri, Kind Kind, string? Label);

        [Table("documents")]
        [Index(nameof(SourceId), nameof(SeenAt))]
        public sealed partial record Document([property: Key] long Id, [property: References(typeof(Source))] SourceId SourceId, string Path, long SizeBytes, DateTimeOffset SeenAt,
            DateOnly? Due, string? Title, [property: RowVersion] int Version, [property: UpdatedAt] DateTimeOffset UpdatedAt, Sha256 Hash);

        [Table("chunks")]
        public sealed partial record Chunk([property: Key] long Id, [property: References(typeof(Document)), Index] long DocumentId, int Ordinal, string Text);

        [Database]
        public sealed partial class Agent : LineageDatabase
        {
            public partial Table<Source> Sources { get; }
            public partial Table<Document> Documents { get; }
            public partial Table<Chunk> Chunks { get; }
        }
        """;

    /// <summary>Checks statements of a static class.</summary>
    /// <param name="members">Its methods.</param>
    /// <param name="types">Further types.</param>
    public static CheckedStatement[] Check(string members, string types = "")
    {
        var source = $"{Model}\n{types}\npublic static partial class S\n{{\n{members}\n}}\n";
        using var project = BuiltProject.Make(source);
        return [.. project.Check().Select(finding => new CheckedStatement(finding.Rule.Id, PlaceOf(source, finding), finding.Text))];
    }

    /// <summary>A query into something, and what it points at, up to the next blank.</summary>
    public static (string Id, string At)[] Places(string members, string types = "")
        => [.. Check(members, types).Select(static finding => (finding.Id, finding.At.Split(' ', '\n', ',', ')', '"')[0]))];

    private static string PlaceOf(string source, Finding finding)
    {
        Path.GetFileName(finding.File).ShouldBe("Source.cs");
        return source.Split('\n')[finding.Line - 1 - BuiltProject.LinesBefore][(finding.Column - 1)..];
    }
}
