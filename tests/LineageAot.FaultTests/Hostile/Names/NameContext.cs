using System.Text.Json.Serialization;

namespace LineageAot.FaultTests.Hostile.Names;

[JsonSerializable(typeof(string))]
internal sealed partial class NameContext : JsonSerializerContext;

[Table("notes")]
[FullText(nameof(Title), nameof(Text))]
[Index(nameof(Title))]
public sealed partial record Note
{
    [Key] public required string Id { get; init; }
    public string Title { get; init; } = "";
    public string? Text { get; init; }
}

[Database]
public sealed partial class NoteDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }

    [Query("select count(*) from notes where id like @pattern or id in (@list) or title = @text", AllowScan = true)]
    public partial ValueTask<long> LikeAsync(string pattern, string[] list, string text);
}
