namespace LineageAot.SoakWorker.Measuring;

/// <summary>
/// Whether memory grows: lines of least squares. One through what a worker that lives long needs after its warm-up; one through what the workers of the whole soak need at the same age, which tells whether a larger
/// store needs more.
/// </summary>
internal sealed class MemoryTrend
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>What of the long life is its warm-up: until SQLite's caches, the collector and the allocator have what they keep, which takes some minutes and some rounds of maintenance.</summary>
    private const double ShareOfWarmUp = 0.4;

    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan YoungFrom = TimeSpan.FromSeconds(10), YoungTo = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastToJudge = TimeSpan.FromMinutes(5);

    private MemoryTrend()
    {
    }

    /// <summary>MiB an hour of the longest life after its warm-up; null where it was too short.</summary>
    public double? Slope { get; private init; }

    /// <summary>The slope's standard error.</summary>
    public double? SlopeError { get; private init; }

    /// <summary>The same of what collections leave of the managed heap.</summary>
    public double? ManagedSlope { get; private init; }

    /// <summary>What the slope is taken over.</summary>
    public TimeSpan Span { get; private init; }

    /// <summary>MiB an hour over the soak, of workers of the same age; null where there are too few.</summary>
    public double? SlopeAcrossLives { get; private init; }

    /// <summary>The mean of the long life after its warm-up, in MiB.</summary>
    public double? Mean { get; private init; }

    public double PeakResident { get; private init; }

    public double PeakManaged { get; private init; }

    /// <summary>It's long enough to be judged, and then it grew over that time by less than a tenth, or by less than 4 MiB.</summary>
    public bool IsJudged => Span >= LeastToJudge;

    public bool IsFlat => Slope is not { } slope || slope * Span.TotalHours < Math.Max(4, 0.1 * Mean!.Value);

    public static MemoryTrend Of(IReadOnlyList<MemorySample> samples)
    {
        var warm = WarmOf(samples.GroupBy(static sample => sample.Life).MaxBy(static life => life.Last().Age)?.ToList() ?? []);
        var line = Line.Through(warm, static sample => sample.Resident);
        var young = samples.Where(static sample => sample.Age >= YoungFrom && sample.Age <= YoungTo).ToList();
        return new MemoryTrend
        {
            Slope = line?.Slope,
            SlopeError = line?.Error,
            ManagedSlope = Line.Through(warm, static sample => sample.Live)?.Slope,
            Span = warm.Count == 0 ? TimeSpan.Zero : warm[^1].At - warm[0].At,
            SlopeAcrossLives = young.Select(static sample => sample.Life).Distinct().Count() < 3 ? null : Line.Through(young, static sample => sample.Resident)?.Slope,
            Mean = warm.Count == 0 ? null : warm.Average(static sample => sample.Resident) / Mebibyte,
            PeakResident = samples.Select(static sample => sample.Resident).DefaultIfEmpty().Max() / Mebibyte,
            PeakManaged = samples.Select(static sample => sample.Managed).DefaultIfEmpty().Max() / Mebibyte,
        };
    }

    private static List<MemorySample> WarmOf(List<MemorySample> life)
    {
        var warmUp = life.Count == 0 ? LeastWarmUp : ShareOfWarmUp * life[^1].Age;
        return [.. life.Where(sample => sample.Age >= warmUp && sample.Age >= LeastWarmUp)];
    }

    /// <summary>A line of least squares: MiB an hour, and its standard error.</summary>
    private sealed record Line(double Slope, double Error)
    {
        private const int LeastPoints = 10;

        public static Line? Through(IReadOnlyCollection<MemorySample> samples, Func<MemorySample, long> value)
        {
            if (samples.Count < LeastPoints)
            {
                return null;
            }

            var x = samples.Average(static sample => sample.At.TotalHours);
            var y = samples.Average(value) / Mebibyte;
            var xx = samples.Sum(sample => Math.Pow(sample.At.TotalHours - x, 2));
            var slope = samples.Sum(sample => (sample.At.TotalHours - x) * ((value(sample) / Mebibyte) - y)) / xx;
            var rest = samples.Sum(sample => Math.Pow((value(sample) / Mebibyte) - y - (slope * (sample.At.TotalHours - x)), 2));
            return new Line(slope, Math.Sqrt(rest / (samples.Count - 2) / xx));
        }
    }
}
