using System.Text.Encodings.Web;
using System.Text.Json;
using LineageAot.Benchmarks.Questions;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>Medians by question and side, higher is better, for programs: <c>{"narrow": {"ours": n, "raw": n, "mds": n, "dapper": n, "ef": n, "unit": "rows/s"}}</c>.</summary>
internal static class PlainResults
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Each side once: variants of it are in the detailed result.
    private static readonly Dictionary<string, string> Sides = new(StringComparer.Ordinal)
    {
        [Contender.Ours] = "ours",
        ["raw"] = "raw",
        ["Microsoft.Data.Sqlite"] = "mds",
        ["Microsoft.Data.Sqlite, CreateFunction"] = "mds",
        [SingleInsertProducers.Semaphore] = "mds",
        ["Dapper"] = "dapper",
        [SingleInsertProducers.Pool] = "dapper",
        ["EF Core"] = "ef",
        ["EF Core compiled"] = "ef",
        ["EF Core without tracking"] = "ef",
    };

    public static void Write(string path, IEnumerable<QuestionResult> results) => File.WriteAllText(path, JsonSerializer.Serialize(From(results), Options) + "\n");

    private static Dictionary<string, Dictionary<string, object>> From(IEnumerable<QuestionResult> results)
    {
        var plain = new Dictionary<string, Dictionary<string, object>>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            foreach (var comparison in result.Comparisons.Where(comparison => comparison.Name is not null))
            {
                plain.Add(comparison.Name!, With(comparison.Unit + "/s", comparison.Contenders
                    .Where(contender => Sides.ContainsKey(contender.Name))
                    .Select(contender => (Sides[contender.Name], contender.PerSecond))));
                var kept = comparison.Ratios.Where(ratio => ratio.Peer == ratio.Of + ReadWhileWriting.Idle).Select(ratio => (Sides[ratio.Of], ratio.Ratio)).ToArray();
                if (kept.Length > 0)
                    plain.Add(comparison.Name + " kept", With("of its rate while the writer is idle", kept));
            }

            // Times become rates, so that higher is better everywhere.
            foreach (var figure in result.Figures.Where(figure => figure is { Name: not null, Unit: "ms" }))
                plain.Add(figure.Name!, With("opens/s", [("ours", 1000 / figure.Value)]));
        }

        return plain;
    }

    private static Dictionary<string, object> With(string unit, IEnumerable<(string Side, double Value)> values)
    {
        var question = values.ToDictionary(value => value.Side, object (value) => Math.Round(value.Value, 3), StringComparer.Ordinal);
        question.Add("unit", unit);
        return question;
    }
}
