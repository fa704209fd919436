using System.Text.Json;
using System.Text.Json.Serialization;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>Whole answers as JSON: what a run writes, and the report reads.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(string path, RunResult result) => File.WriteAllText(path, JsonSerializer.Serialize(result, Options) + "\n");

    public static IReadOnlyList<RunResult> Read(IEnumerable<string> paths)
        => [.. paths.Select(path => JsonSerializer.Deserialize<RunResult>(File.ReadAllText(path), Options) ?? throw new FormatException($"{path} holds no result."))];
}
