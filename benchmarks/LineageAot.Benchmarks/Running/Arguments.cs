using System.Globalization;

namespace LineageAot.Benchmarks.Running;

/// <summary>What the program was asked.</summary>
/// <param name="Words">The form and what belongs to it.</param>
internal sealed record Arguments(string[] Words)
{
    public const string Usage = """
        usage: dotnet run -c Release --project benchmarks/LineageAot.Benchmarks -- [form] [options]
          quick                     every comparison, small, in less than four minutes; also without a form
          burst                     the ingestion burst alone: 64 producers that await their own inserts
          verify                    a few rows through every question: do all contenders do the same work? Exits with 1 if not
          full                      every question of the engine but the long ones
          <question>...             these questions, long ones too
          lineage [question...]     the lineage store
          events [question...]      streams of events, telemetry, backups
          report [file...]          writes docs/performance.md from result files, or from a full run made now
        options:
          --json FILE       the result; of quick and burst as {"question": {"ours": n, "raw": n, ..., "unit": "..."}}
          --details FILE    of quick and burst: the result as the other forms write it to --json, and as report reads it
          --quick           fewer rows and rounds      --rounds N   counted rounds
          --growth-rows N   of Growth: to how many rows it goes (10,000,000)
          --folder PATH     where databases are made   --output PATH  of report: the folder of the documents (docs)
          --note TEXT       of report: a sentence to stand above the figures
        """;

    public bool Quick { get; init; }

    public int? Rounds { get; init; }

    public int? GrowthRows { get; init; }

    public string? Folder { get; init; }

    public string? Json { get; init; }

    public string? Details { get; init; }

    public string Output { get; init; } = "docs";

    public string? Note { get; init; }

    /// <exception cref="FormatException">An option isn't known, or lacks its value.</exception>
    public static Arguments Parse(string[] args)
    {
        var words = new List<string>();
        var arguments = new Arguments([]);
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new FormatException($"{args[i]} needs a value.");
            int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"{args[i - 1]} needs a number above zero.");
            arguments = args[i] switch
            {
                "--quick" => arguments with { Quick = true },
                "--rounds" => arguments with { Rounds = Number() },
                "--growth-rows" => arguments with { GrowthRows = Number() },
                "--folder" => arguments with { Folder = Value() },
                "--json" => arguments with { Json = Value() },
                "--details" => arguments with { Details = Value() },
                "--output" => arguments with { Output = Value() },
                "--note" => arguments with { Note = Value() },
                ['-', ..] => throw new FormatException($"There is no option {args[i]}."),
                _ => arguments,
            };
            if (args[i][0] != '-' && (i == 0 || !TakesValue(args[i - 1])))
                words.Add(args[i]);
        }

        return arguments with { Words = [.. words] };

        static bool TakesValue(string option) => option.StartsWith("--", StringComparison.Ordinal) && option != "--quick";
    }

    /// <summary>How a run of this size measures.</summary>
    public RunSettings Settings(RunSize size, string folder)
    {
        var settings = new RunSettings(size, folder) { GrowthRows = GrowthRows };
        return Rounds is { } rounds ? settings with { Rounds = rounds } : settings;
    }
}
