namespace LineageAot.Benchmarks.Running;

/// <summary>
/// Runs contenders in turns, so that what the machine does meanwhile meets all of them alike, and compares each round with itself:
/// a ratio is the median of the rounds' ratios.
/// </summary>
internal sealed class Runner(RunSettings settings, Action<string> progress)
{
    private const int WarmRuns = 10;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(0.5);

    public async Task<ComparisonResult> CompareAsync(Comparison comparison)
    {
        var samples = comparison.Contenders.ToDictionary(contender => contender.Name, _ => new List<Sample>());
        var rounds = comparison.Rounds ?? settings.Rounds;
        if (!comparison.IsWarm && settings.Size != RunSize.Tiny)
            await WarmAsync(comparison);
        for (var round = 1; round <= rounds; round++)
        {
            var outcomes = new List<(string, Outcome?)>();
            for (var turn = 0; turn < comparison.Contenders.Count; turn++)
            {
                var contender = comparison.Contenders[(round + turn) % comparison.Contenders.Count];
                Settle();
                var sample = await RunAsync(comparison, contender);
                outcomes.Add((contender.Name, sample.Outcome));
                samples[contender.Name].Add(sample);
                progress($"{comparison.Title}: round {round} of {rounds}, {contender.Name}: {sample.PerSecond:N0} {comparison.Unit}/s");
            }

            Outcome.VerifySame(comparison.Title, outcomes, all: settings.Size == RunSize.Tiny);
        }

        return Summarize(comparison, samples);
    }

    public async Task<FigureResult> MeasureAsync(Figure figure)
    {
        var values = new List<double>();
        for (var round = settings.Size == RunSize.Tiny ? 1 : 0; round <= settings.Rounds; round++)
        {
            Settle();
            var value = await figure.Measure();
            if (round > 0)
                values.Add(value);
            progress($"{figure.Title}: round {round} of {settings.Rounds}: {value:N2} {figure.Unit}");
        }

        return new FigureResult(figure.Title, figure.Unit, Median(values), figure.AtMost) { Name = figure.Name, Best = values.Min() };
    }

    /// <summary>
    /// Runs that aren't counted. The runtime translates a method anew once it has been called 30 times, a tenth of a second after the last new one, with what
    /// it has seen (https://learn.microsoft.com/dotnet/core/runtime-config/compilation): who is fast would be measured half translated by one run.
    /// </summary>
    private async Task WarmAsync(Comparison comparison)
    {
        foreach (var contender in comparison.Contenders)
        {
            var worked = TimeSpan.Zero;
            for (var run = 0; run == 0 || (worked < WarmTime && run < WarmRuns); run++)
            {
                Settle();
                worked += (await RunAsync(comparison, contender)).Elapsed;
            }

            progress($"{comparison.Title}: warm, {contender.Name}: {worked.TotalSeconds:N1} s");
        }
    }

    private static async Task<Sample> RunAsync(Comparison comparison, Contender contender)
    {
        try
        {
            return await contender.Run();
        }
        catch (InvalidOperationException problem)
        {
            throw new InvalidOperationException($"{comparison.Title}: {contender.Name}: {problem.Message}", problem);
        }
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Medians, and for each ratio the median of the rounds' ratios.</summary>
    internal static ComparisonResult Summarize(Comparison comparison, Dictionary<string, List<Sample>> samples)
    {
        var contenders = comparison.Contenders.Select(contender =>
        {
            var runs = samples[contender.Name];
            return new ContenderResult(contender.Name, Median(runs.Select(run => run.PerSecond)), Median(runs.Select(run => run.BytesPerItem)),
                Median(runs.Select(run => run.ProcessorMicroseconds)), MedianOf(runs, run => run.P50Milliseconds), MedianOf(runs, run => run.P99Milliseconds), runs.Count);
        }).ToList();
        var required = comparison.Requirements.Select(requirement => Ratio(requirement.Of, requirement.Peer, requirement.AtLeast));
        var others = comparison.Contenders
            .Where(contender => !contender.Name.StartsWith(Contender.Ours, StringComparison.Ordinal) && comparison.Requirements.All(requirement => requirement.Peer != contender.Name))
            .Where(_ => samples.ContainsKey(Contender.Ours))
            .Select(contender => Ratio(Contender.Ours, contender.Name, null));
        var ours = contenders.Find(contender => contender.Name == Contender.Ours);
        var limits = new List<FigureResult>();
        if (comparison.BytesAtMost is { } bytes && ours is not null)
            limits.Add(new FigureResult("managed bytes an item", "B", ours.BytesPerItem, bytes));
        if (comparison.P99AtMost is { } p99Limit && ours?.P99Milliseconds is { } p99Reached)
            limits.Add(new FigureResult("99th percentile", "ms", p99Reached, p99Limit));
        if (comparison.PerSecondAtLeast is { } rate)
        {
            limits.AddRange(contenders.Where(contender => contender.Name.StartsWith(Contender.Ours, StringComparison.Ordinal))
                .Select(contender => new FigureResult($"{contender.Name}, {comparison.Unit}", "/s", contender.PerSecond, null) { AtLeast = rate, Best = samples[contender.Name].Max(run => run.PerSecond) }));
        }

        return new ComparisonResult(comparison.Title, comparison.Unit, contenders, [.. required, .. others], limits) { Name = comparison.Name };

        RatioResult Ratio(string of, string peer, double? atLeast)
        {
            var pairs = samples[of].Zip(samples[peer]).ToArray();
            return new RatioResult(of, peer, Median(pairs.Select(pair => pair.First.PerSecond / pair.Second.PerSecond)),
                Median(pairs.Select(pair => pair.Second.ProcessorMicroseconds / pair.First.ProcessorMicroseconds)), atLeast);
        }
    }

    private static double? MedianOf(List<Sample> runs, Func<Sample, double?> figure)
        => runs.Select(figure).OfType<double>().ToArray() is { Length: > 0 } figures ? Median(figures) : null;

    /// <summary>Leaves no garbage of one contender to the next.</summary>
    internal static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
