using LineageAot.Cli.Texts;

namespace LineageAot.Cli.Tests.Texts;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<ul><li>one<li>two</ul>", "one\ntwo")]
    [InlineData("a<br>b<BR/>c", "a\nb\nc")]
    [InlineData("<b>bo</b>ld  \n text", "bold text")]
    [InlineData("x<script>if (a < b) { '</b>' }</script>y", "xy")]
    [InlineData("x<style>p { color: red }</style>y", "xy")]
    [InlineData("x<!-- <p>no</p> -->y", "xy")]
    [InlineData("&lt;tag&gt; &amp; &eacute; &#x1F600; &nope; &#xD800; & done", "<tag> & é 😀 &nope; &#xD800; & done")]
    [InlineData("<a href='x>y' title=\"a>b\">link</a>", "link")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("<p>open <b", "open <b")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<td>a</td><td>b</td>", "a b")]
    [InlineData("<!DOCTYPE html><html><head><title>T</title></head><body>b</body></html>", "b")]
    [InlineData("<script>never closed", "")]
    [InlineData("", "")]
    public void What_a_reader_would_see(string html, string expected) => Strip(html).Text.ShouldBe(expected);

    [Fact]
    public void The_title_is_found_and_decoded() => Strip("<title> A &amp;\n B </title>x").Title.ShouldBe("A &\n B");

    [Fact]
    public void Hostile_pages_take_linear_time()
    {
        // Quadratic, each of these would take hours.
        foreach (var part in new[] { "<a =\"", "<", "<a ", "&", "<!-", "</", "<script", "<title>", "<p", "\"<a b='" })
        {
            var page = string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length));
            Strip(page).Text.Length.ShouldBeLessThanOrEqualTo(HtmlText.MaxLength(page.Length));
            Strip(page + ">").Text.Length.ShouldBeLessThanOrEqualTo(HtmlText.MaxLength(page.Length + 1));
        }
    }

    private static (string Text, string? Title) Strip(string html)
    {
        var text = new char[HtmlText.MaxLength(html.Length)];
        var length = HtmlText.Strip(html, text, out var title);
        return (new string(text, 0, length), title);
    }
}
