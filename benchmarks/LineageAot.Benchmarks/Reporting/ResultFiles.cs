using System.Text.Json;
using System.Text.Json.Serialization;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>Whole answers as JSON: what a run writes, and the report reads.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(string path, RunResult result) => File.WriteAllText(path, JsonSerializer.Serialize(result, Options) + "\n");

    /// <exception cref="FormatException">A file isn't there, or holds something else.</exception>
    public static IReadOnlyList<RunResult> Read(IEnumerable<string> paths) => [.. paths.Select(Read)];

    private static RunResult Read(string path)
    {
        try
        {
            if (JsonSerializer.Deserialize<RunResult>(File.ReadAllText(path), Options) is { Host: not null, Results: not null } result)
                return result;
        }
        catch (Exception problem) when (problem is JsonException or IOException)
        {
            throw new FormatException($"{path} can't be read: {problem.Message}", problem);
        }

        throw new FormatException($"{path} isn't a result that --json of a full run or --details of a quick one wrote.");
    }
}
