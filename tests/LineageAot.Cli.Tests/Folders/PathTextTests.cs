using FsCheck;
using FsCheck.Fluent;
using LineageAot.Cli.Folders;

namespace LineageAot.Cli.Tests.Folders;

public sealed class PathTextTests
{
    [Fact]
    public void Valid_names_stay_and_others_are_escaped()
    {
        PathText.FromBytes("naïve 😀.md"u8).ShouldBe("naïve 😀.md");
        PathText.FromBytes([(byte)'a', 0xFF, (byte)'b']).ShouldBe("a%FFb");
        PathText.FromBytes("100%\n"u8).ShouldBe("100%25%0A");
    }

    [Fact]
    public void Every_name_comes_back_and_no_two_names_are_one()
        => Prop.ForAll<byte[], byte[]>((left, right) =>
        {
            PathText.ToBytes(PathText.FromBytes(left)).ShouldBe(left);
            (PathText.FromBytes(left) == PathText.FromBytes(right)).ShouldBe(left.AsSpan().SequenceEqual(right));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_is_that_of_utf8_bytes()
    {
        var text = Gen.Elements("a", "b", "/", ".", "-", "é", "\uffff", "\ue000", "😀", "\ud7ff").ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(text, text, (left, right) =>
        {
            var expected = System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
            Math.Sign(UriOrder.Instance.Compare(left, right)).ShouldBe(Math.Sign(expected));
        }).QuickCheckThrowOnFailure();
    }
}
