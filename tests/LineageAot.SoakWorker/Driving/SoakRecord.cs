using System.Globalization;
using LineageAot.SoakWorker.Measuring;

namespace LineageAot.SoakWorker.Driving;

/// <summary>What the driver saw and heard. Workers are heard on threads of their own.</summary>
internal sealed class SoakRecord(SoakFolder folder)
{
    private readonly Lock gate = new();
    private readonly List<string> failures = [];
    private readonly List<MemorySample> samples = [];
    private readonly List<TimeSpan> ends = [];
    private readonly long begun = TimeProvider.System.GetTimestamp();

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(begun);

    public IReadOnlyList<string> Failures => failures;

    public IReadOnlyList<MemorySample> Samples => samples;

    /// <summary>When workers ended.</summary>
    public IReadOnlyList<TimeSpan> Ends => ends;

    public LatencyHistogram Latency { get; } = new();

    public int Lives { get; private set; }

    public int Kills { get; set; }

    public int KillsInBackup { get; set; }

    public int Stops { get; set; }

    public TimeSpan LongestStop { get; set; }

    public int Restores { get; set; }

    public int Backups { get; private set; }

    /// <summary>Jobs by their kind: how many, and the longest in milliseconds.</summary>
    public SortedDictionary<string, (int Number, long Longest)> Jobs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, int> Health { get; } = new(StringComparer.Ordinal);

    /// <summary>What it said when it wasn't Healthy, the first few.</summary>
    public List<string> HealthNotes { get; } = [];

    public long LongestVerification { get; private set; }

    public void BeginLife() => Lives++;

    public void EndLife() => ends.Add(Elapsed);

    public void Fail(string what)
    {
        lock (gate)
        {
            failures.Add(what);
        }

        Say("FAILS: " + what);
    }

    public void Say(string what)
    {
        lock (Console.Out)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalMinutes,6:0.00} {what}"));
        }
    }

    /// <summary>A line of the worker's.</summary>
    public void Hear(string line)
    {
        lock (gate)
        {
            var part = line.Split(' ', 5);
            switch (part[0])
            {
                case "M":
                    Hear(MemorySample.Parse(line, Lives, Elapsed));
                    break;
                case "DONE":
                    Hear(part[1], part[2], long.Parse(part[3], CultureInfo.InvariantCulture));
                    break;
                case "READY":
                    LongestVerification = Math.Max(LongestVerification, long.Parse(part[3], CultureInfo.InvariantCulture));
                    break;
                case "HEALTH":
                    Health[part[1]] = Health.GetValueOrDefault(part[1]) + 1;
                    Note(line);
                    break;
                case "FAIL":
                    failures.Add("the worker: " + line["FAIL ".Length..]);
                    break;
            }
        }
    }

    private void Note(string health)
    {
        if (!health.StartsWith("HEALTH Healthy", StringComparison.Ordinal) && HealthNotes.Count < 5)
        {
            HealthNotes.Add(health);
        }
    }

    private void Hear(MemorySample sample)
    {
        samples.Add(sample);
        Latency.Add(sample.Latencies);
        File.AppendAllLines(folder.Samples, samples.Count == 1 ? [MemorySample.CsvHeader, sample.ToCsv()] : [sample.ToCsv()]);
    }

    private void Hear(string job, string outcome, long milliseconds)
    {
        if (outcome != "ok")
        {
            return;
        }

        Backups += job == MaintenanceKinds.Backup ? 1 : 0;
        var (number, longest) = Jobs.GetValueOrDefault(job);
        Jobs[job] = (number + 1, Math.Max(longest, milliseconds));
    }
}
