namespace LineageAot.Lineage.Tests.Events;

public sealed class EventKeyTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 26, 12, 30, 15, 987, TimeSpan.FromHours(2));

    /// <summary>More than one fill of random bytes.</summary>
    private const int Many = 1_000;

    [Fact]
    public void A_key_is_of_version_7_and_tells_its_moment()
    {
        for (var i = 0; i < Many; i++)
        {
            var key = EventKeys.New(Moment).Value;
            Assert.Equal(7, key.Version);
            Assert.InRange(key.Variant, 8, 11);
            var bytes = key.ToByteArray(bigEndian: true);
            var milliseconds = 0L;
            foreach (var part in bytes.AsSpan(0, 6))
            {
                milliseconds = (milliseconds << 8) | part;
            }

            Assert.Equal(Moment.ToUnixTimeMilliseconds(), milliseconds);
        }
    }

    [Fact]
    public async Task No_two_keys_are_the_same_on_any_threads()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => Enumerable.Range(0, Many).Select(_ => EventKeys.New(Moment)).ToArray(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(8 * Many, keys.SelectMany(some => some).Distinct().Count());
    }

    [Fact]
    public void All_of_its_random_bits_vary()
    {
        var (any, all) = (new byte[16], Enumerable.Repeat((byte)0xff, 16).ToArray());
        for (var i = 0; i < Many; i++)
        {
            var bytes = EventKeys.New(Moment).Value.ToByteArray(bigEndian: true);
            for (var at = 0; at < bytes.Length; at++)
            {
                any[at] |= bytes[at];
                all[at] &= bytes[at];
            }
        }

        // The version's four bits and the variant's two stay, and the moment's six bytes.
        Assert.Equal([0x7f, 0xff, 0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], any[6..]);
        Assert.Equal([0x70, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], all[6..]);
    }

    [Fact]
    public void A_moment_before_1970_has_no_key() => Assert.Throws<ArgumentOutOfRangeException>(() => EventKeys.New(DateTimeOffset.UnixEpoch.AddMilliseconds(-1)));
}
