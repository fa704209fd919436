using System.Text;
using LineageAot.Cli.Texts;

namespace LineageAot.Cli.Tests.Texts;

public sealed class PieceHashesTests
{
    [Theory]
    [InlineData("plain words in ASCII.\n\n")]
    [InlineData("größer für naïve Straße 言葉.\n\n  ")]
    [InlineData("😀 a pair 😀😀, and another 😀.\n")]
    [InlineData("\u00a0\u2003 wide white space \u3000\r\n\r\n")]
    [InlineData("x")]
    [InlineData("")]
    public void Are_the_hashes_of_the_pieces_with_the_bytes_and_without(string part)
    {
        var text = "\n " + string.Concat(Enumerable.Repeat(part, 200)) + " \n";
        var utf8 = Encoding.UTF8.GetBytes(text);
        var pieces = new ParagraphSplitter(ParagraphSplitter.SmallestSize).Split(text);
        var found = new PieceHashes(text, utf8);
        var made = new PieceHashes(text, []);
        foreach (var piece in pieces)
        {
            var expected = Sha256.OfText(text[piece.Start..piece.End]);
            found.Next(piece).ShouldBe(expected);
            made.Next(piece).ShouldBe(expected);
        }
    }
}
