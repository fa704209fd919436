using LineageAot.Cli.Texts;

namespace LineageAot.Cli.Tests.Texts;

public sealed class TextHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    public void Is_the_hash_of_the_whole_text(int length)
    {
        var plain = string.Concat(Enumerable.Repeat("aé€", length))[..length];
        TextHash.Of(plain).ShouldBe(Sha256.OfText(plain));

        // A pair across each border of two pieces.
        var pairs = "a" + string.Concat(Enumerable.Repeat("😀", length));
        TextHash.Of(pairs).ShouldBe(Sha256.OfText(pairs));
    }
}
