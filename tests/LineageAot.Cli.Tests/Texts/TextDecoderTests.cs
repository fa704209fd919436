using System.Text;
using LineageAot.Cli.Texts;

namespace LineageAot.Cli.Tests.Texts;

public sealed class TextDecoderTests
{
    [Fact]
    public void Valid_utf8_is_utf8() => Decode("naïve 😀"u8.ToArray()).ShouldBe(("naïve 😀", "utf-8", true));

    [Fact]
    public void A_byte_order_mark_decides_and_is_taken_off()
    {
        Decode([0xEF, 0xBB, 0xBF, .. "é"u8]).ShouldBe(("é", "utf-8 with mark", false));
        Decode([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("é😀")]).ShouldBe(("é😀", "utf-16le", false));
        Decode([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("é")]).ShouldBe(("é", "utf-16be", false));
        Decode([.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("é")]).ShouldBe(("é", "utf-32le", false));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => Decode([0xFF, 0xFE, 0x3D, 0xD8, 0x41, 0]).Text.ShouldBe("\ufffdA");

    [Fact]
    public void Bytes_that_are_no_utf8_are_latin1() => Decode([(byte)'n', 0xE9, (byte)'e']).ShouldBe(("née", "latin-1", false));

    [Fact]
    public void Utf8_with_a_few_holes_stays_utf8() => Decode([.. "é é é "u8, 0xFF, .. " é"u8]).ShouldBe(("é é é \ufffd é", "utf-8 with invalid bytes", false));

    [Fact]
    public void A_nul_makes_it_no_text()
    {
        TextDecoder.TryDecode([65, 0, 66], new CharBuffer(), out _).ShouldBeFalse();
        TextDecoder.TryDecode([0xE9, 65, 0, 66], new CharBuffer(), out _).ShouldBeFalse();
    }

    [Fact]
    public void A_buffer_that_held_a_longer_text_gives_the_shorter_one()
    {
        var buffer = new CharBuffer();
        TextDecoder.TryDecode("a longer text é"u8, buffer, out _).ShouldBeTrue();
        TextDecoder.TryDecode("é😀"u8, buffer, out var text).ShouldBeTrue();
        text.Characters.ToString().ShouldBe("é😀");
        TextDecoder.TryDecode([], buffer, out text).ShouldBeTrue();
        (text.Characters.Length, text.IsExactUtf8).ShouldBe((0, true));
    }

    [Fact]
    public void The_beginning_tells_text_from_binaries()
    {
        TextDecoder.LooksLikeText("plain\n"u8).ShouldBeTrue();
        TextDecoder.LooksLikeText([]).ShouldBeTrue();
        TextDecoder.LooksLikeText([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]).ShouldBeFalse();
        var noise = new byte[4096];
        new Random(1).NextBytes(noise);
        TextDecoder.LooksLikeText(noise.Where(value => value != 0).ToArray()).ShouldBeFalse();
    }

    private static (string Text, string Encoding, bool IsExactUtf8) Decode(byte[] bytes)
    {
        TextDecoder.TryDecode(bytes, new CharBuffer(), out var text).ShouldBeTrue();
        return (text.Characters.ToString(), text.Encoding, text.IsExactUtf8);
    }
}
