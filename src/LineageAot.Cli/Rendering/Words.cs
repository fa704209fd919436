using System.Globalization;
using System.Text.Json;

namespace LineageAot.Cli.Rendering;

/// <summary>How what the store holds is written.</summary>
internal static class Words
{
    /// <summary>A member of an enum as JSON and people read it: <c>source_version</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>A moment in the user's own time.</summary>
    public static string Of(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>JSON that the store holds as text.</summary>
    public static JsonElement? Json(string? text)
    {
        if (text is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
