using System.Text;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>Texts as folders hold them: prose, Markdown, source and pages, of words that come as often as words do. The same seed gives the same texts.</summary>
internal sealed class IngestTexts(Random random)
{
    private const string Words = """
        the of and to a in is it that for was on are as with be at by this from or an have not which one were all there when can more if will about up out them so its has two into time look only over know place year
        water work back where after most very other through between paragraph section question reader writer table column result measure change record source version chunk document folder number value system program
        machine network storage café naïve Straße größer für über müssen zwischen Zürich résumé déjà été où señor mañana ещё слово книга время 言葉 文書 数値 λόγος lineage transaction checkpoint durability provenance
        """;

    private static readonly string[] Known = Words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private readonly StringBuilder text = new();

    /// <summary>Prose of at least so many characters, with blank lines between its paragraphs.</summary>
    public string Prose(int length)
    {
        text.Clear();
        while (text.Length < length)
            Paragraph();
        return text.ToString();
    }

    /// <summary>The same with headings, lists and a fence now and then.</summary>
    public string Markdown(int length)
    {
        text.Clear().Append("# ");
        Sentence();
        text.Append("\n\n");
        while (text.Length < length)
        {
            switch (random.Next(6))
            {
                case 0:
                    text.Append("## ");
                    Sentence();
                    text.Append("\n\n");
                    break;
                case 1:
                    for (var lines = random.Next(2, 9); lines > 0; lines--)
                    {
                        text.Append("- ");
                        Sentence();
                        text.Append('\n');
                    }

                    text.Append('\n');
                    break;
                default:
                    Paragraph();
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Lines of a program.</summary>
    public string Source(int length)
    {
        text.Clear();
        while (text.Length < length)
        {
            text.Append("// ");
            Sentence();
            text.Append("\nint ").Append(Ascii()).Append("(int ").Append(Ascii()).Append(")\n{\n");
            for (var lines = random.Next(2, 14); lines > 0; lines--)
                text.Append("    ").Append(Ascii()).Append(" = ").Append(Ascii()).Append('(').Append(Ascii()).Append(", ").Append(random.Next(1000)).Append(");\n");
            text.Append("}\n\n");
        }

        return text.ToString();
    }

    /// <summary>A page with a head that nobody sees, tags and entities.</summary>
    public string Page(int length)
    {
        text.Clear().Append("<!doctype html>\n<html><head><title>A page</title><style>p { margin: 0 }</style></head>\n<body>\n");
        while (text.Length < length)
        {
            text.Append("<div class=\"part\"><p>");
            Sentence();
            text.Append(" <a href=\"/page/").Append(random.Next(1000)).Append("\">").Append(Word()).Append("</a> &amp; ");
            for (var sentences = random.Next(1, 6); sentences > 0; sentences--)
                Sentence();
            text.Append("</p></div>\n");
        }

        return text.Append("</body></html>\n").ToString();
    }

    private void Paragraph()
    {
        for (var sentences = random.Next(2, 8); sentences > 0; sentences--)
        {
            Sentence();
            text.Append(sentences == 1 ? "" : " ");
        }

        text.Append("\n\n");
    }

    private void Sentence()
    {
        for (var words = random.Next(5, 22); words > 0; words--)
            text.Append(Word()).Append(words == 1 ? "." : " ");
    }

    // The square draws the words in front far more often than those at the end.
    private string Word() => Known[(int)(Known.Length * Math.Pow(random.NextDouble(), 2))];

    private string Ascii() => Known[random.Next(60)];
}
