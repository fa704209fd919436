using LineageAot.SoakWorker.Measuring;

namespace LineageAot.FaultTests;

/// <summary>What the soak's verdict on memory and its latencies come from.</summary>
public sealed class SoakMeasuringTests
{
    private const long Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData(0, true)]
    [InlineData(12, true)]
    [InlineData(120, false)]
    [InlineData(-120, true)]
    public void Memory_that_grows_by_a_tenth_isn_t_flat(double mebibytesAnHour, bool isFlat)
    {
        // Ten minutes and a warm-up in which it grows much faster.
        var trend = MemoryTrend.Of([.. Enumerable.Range(0, 661).Select(second => Sample(life: 1, second, (40 * Mebibyte) + (long)(mebibytesAnHour * Mebibyte * second / 3600) + (second < 60 ? -second * Mebibyte / 10 : 0)))]);

        trend.IsJudged.ShouldBeTrue();
        trend.Slope!.Value.ShouldBe(mebibytesAnHour, 0.01);
        trend.IsFlat.ShouldBe(isFlat);
    }

    [Fact]
    public void Growth_from_life_to_life_is_told_though_each_is_short()
    {
        var trend = MemoryTrend.Of([.. Enumerable.Range(0, 3000).Select(second => Sample(life: second / 40, second, (40 * Mebibyte) + (second * Mebibyte / 60), age: second % 40))]);

        trend.IsJudged.ShouldBeFalse();
        trend.SlopeAcrossLives!.Value.ShouldBe(60, 0.01);
    }

    [Fact]
    public void Quantiles_come_out_to_some_percent_also_through_the_text()
    {
        var (worker, driver) = (new LatencyHistogram(), new LatencyHistogram());
        for (var i = 1; i <= 1000; i++)
        {
            worker.Add(TimeSpan.FromMicroseconds(i * 10));
        }

        driver.Add(worker.Take());
        driver.Add(worker.Take());

        driver.Count.ShouldBe(1000);
        driver.Quantile(0.5).TotalMicroseconds.ShouldBe(5000, 250);
        driver.Quantile(0.99).TotalMicroseconds.ShouldBe(9900, 500);
    }

    private static MemorySample Sample(int life, int second, long resident, int? age = null) => MemorySample.Parse(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"M {second} {(age ?? second) * 1000} 0 0 {resident} 0 0 0 0 0 0 0 -"), life, TimeSpan.FromSeconds(second));
}
