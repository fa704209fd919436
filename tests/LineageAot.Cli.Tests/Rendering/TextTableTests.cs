using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Tests.Rendering;

public sealed class TextTableTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("日本語", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    public void A_width_is_counted_in_columns(string text, int width) => CellText.Width(text).ShouldBe(width);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("日本語日本語", 6, "日本…")]
    [InlineData("ae\u0301bcdef", 3, "ae\u0301…")]
    [InlineData("a😀b😀", 3, "a…")]
    public void A_cut_text_fits_and_splits_no_character(string text, int width, string expected)
    {
        CellText.Cut(text, width).ShouldBe(expected);
        CellText.Width(CellText.Cut(text, width)).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public void What_would_steer_a_terminal_is_made_visible()
    {
        CellText.Line("a\u001b[31m\r\n\t\u0007\u202eb\u0085\ud800").ShouldBe(@"a\u001b[31m\r\n\t\u0007\u202eb\u0085" + "\ufffd");
        CellText.Block("a\r\n\tb\u001b]0;x").ShouldBe("a\n\tb" + @"\u001b]0;x");
    }

    [Fact]
    public void The_widest_flexible_column_gives_way_and_keys_stay_whole()
    {
        var table = new TextTable("key", "text", "note") { Flexible = ["text", "note"] };
        table.Add(new string('k', 36), new string('t', 100), "short");
        var output = new StringWriter { NewLine = "\n" };
        table.WriteTo(output, 80);
        var lines = output.ToString().TrimEnd().Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[1].ShouldStartWith(new string('k', 36));
        lines[1].ShouldEndWith("…  short");
        var whole = new StringWriter();
        table.WriteTo(whole, null);
        whole.ToString().ShouldContain(new string('t', 100));
    }
}
