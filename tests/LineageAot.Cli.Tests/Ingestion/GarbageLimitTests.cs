using LineageAot.Cli.Ingestion;

namespace LineageAot.Cli.Tests.Ingestion;

public sealed class GarbageLimitTests
{
    [Fact]
    public void Garbage_is_collected_however_much_the_runtime_would_let_be()
    {
        var limit = new GarbageLimit();
        for (var i = 0; i < 8; i++)
        {
            var before = GC.CollectionCount(0);
            Litter(20 << 20);
            limit.Check();
            GC.CollectionCount(0).ShouldBeGreaterThan(before);
        }
    }

    private static void Litter(int bytes)
    {
        for (var left = bytes; left > 0; left -= 1024)
        {
            GC.KeepAlive(new byte[1024]);
        }
    }
}
