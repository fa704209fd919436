using System.Globalization;

namespace LineageAot.SoakWorker.Measuring;

/// <summary>How often something took how long: buckets that grow by a sixteenth of a power of two, so that a value is kept to about 4 %. Safe to use from many threads.</summary>
internal sealed class LatencyHistogram
{
    private const int BucketsOfOctave = 16;
    private const int Octaves = 28;

    private readonly long[] buckets = new long[BucketsOfOctave * Octaves];

    public long Count => buckets.Sum();

    public void Add(TimeSpan time) => Interlocked.Increment(ref buckets[BucketOf(time.TotalMicroseconds)]);

    /// <summary>What came since it was last taken, as text: <c>bucket:count</c>, with commas.</summary>
    public string Take()
    {
        var text = new List<string>();
        for (var i = 0; i < buckets.Length; i++)
        {
            if (Interlocked.Exchange(ref buckets[i], 0) is > 0 and var count)
            {
                text.Add(string.Create(CultureInfo.InvariantCulture, $"{i}:{count}"));
            }
        }

        return text.Count == 0 ? "-" : string.Join(',', text);
    }

    /// <summary>Adds what <see cref="Take"/> gave.</summary>
    public void Add(string taken)
    {
        foreach (var pair in taken == "-" ? [] : taken.Split(','))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            buckets[int.Parse(pair.AsSpan(0, colon), CultureInfo.InvariantCulture)] += long.Parse(pair.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The time that a share of all stayed under.</summary>
    public TimeSpan Quantile(double share)
    {
        var left = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < buckets.Length; i++)
        {
            left -= buckets[i];
            if (left <= 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(2, (i + 1) / (double)BucketsOfOctave));
            }
        }

        return TimeSpan.Zero;
    }

    private int BucketOf(double micros) => Math.Clamp((int)(Math.Log2(Math.Max(1, micros)) * BucketsOfOctave), 0, buckets.Length - 1);
}
