using System.Globalization;
using System.Text;

namespace LineageAot.Cli.Tests.Hostile;

/// <summary>A folder with files of any names and contents, made by chance through a shell, which can name what .NET can't.</summary>
internal sealed class HostileTree(Random random)
{
    private static readonly byte[][] Pieces =
    [
        "a"u8.ToArray(), "name"u8.ToArray(), " "u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\t"u8.ToArray(), "'"u8.ToArray(), "\""u8.ToArray(), "`"u8.ToArray(), "$x"u8.ToArray(), "%2F"u8.ToArray(), "%"u8.ToArray(), ".."u8.ToArray(),
        "\\"u8.ToArray(), "*"u8.ToArray(), "?"u8.ToArray(), "["u8.ToArray(), ";--"u8.ToArray(), "#"u8.ToArray(), "é"u8.ToArray(), "漢"u8.ToArray(), "😀"u8.ToArray(), "\u202E"u8.ToArray(), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x01], [0x7F], "-rf"u8.ToArray(), "~"u8.ToArray(),
    ];

    private static readonly string[] Endings = ["", ".txt", ".md", ".html", ".cs", ".png", ".db", ".TXT"];

    private const int MostLevels = 40;

    private readonly HashSet<string> taken = [];
    private readonly StringBuilder script = new("set -e\n");

    /// <summary>A script that makes them where it's run, and leaves an <c>f</c> for each file and an <c>o</c> for each link or pipe in the file that LEDGER names.</summary>
    public string Make(int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            var folder = string.Concat(Enumerable.Range(0, random.Next(6) == 0 ? random.Next(MostLevels) : random.Next(3)).Select(_ => Name("") + "/"));
            var path = folder + Name(Endings[random.Next(Endings.Length)]);
            if (!taken.Add(path))
            {
                continue;
            }

            var quoted = "./" + path;
            script.Append(CultureInfo.InvariantCulture, $"p=\"$(printf '{quoted}x')\"; p=\"${{p%x}}\"\n");
            script.Append("d=\"${p%/*}\"; mkdir -p \"$d\" 2>/dev/null || true; if [ -d \"$d\" ] && [ ! -e \"$p\" ] && [ ! -L \"$p\" ]; then\n");
            switch (random.Next(14))
            {
                case 0:
                    script.Append("ln -s . \"$p\"; printf 'o' >> \"$LEDGER\"\n");
                    break;
                case 3:
                    script.Append("ln -s ../nowhere \"$p\"; printf 'o' >> \"$LEDGER\"\n");
                    break;
                case 4:
                    script.Append("ln -s \"$PWD/$p\" \"$p\"; printf 'o' >> \"$LEDGER\"\n");
                    break;
                case 1:
                    script.Append("mkfifo \"$p\"; printf 'o' >> \"$LEDGER\"\n");
                    break;
                case 2:
                    script.Append("ln -s \"$PWD\" \"$p\"; printf 'o' >> \"$LEDGER\"\n");
                    break;
                default:
                    script.Append(CultureInfo.InvariantCulture, $"printf '{Content()}' > \"$p\"; touch -d 2020-01-01 \"$p\"; printf 'f' >> \"$LEDGER\"\n");
                    break;
            }

            script.Append("fi\n");
        }

        return script.ToString();
    }

    private string Name(string ending)
    {
        var bytes = Enumerable.Range(0, 1 + random.Next(3)).SelectMany(_ => Pieces[random.Next(Pieces.Length)]).ToArray();
        return random.Next(25) == 0 ? Octal([.. Enumerable.Repeat((byte)'n', 240), .. bytes.Take(4)]) + ending : Octal([(byte)'e', .. bytes]) + ending;
    }

    private string Content() => random.Next(8) switch
    {
        0 => "",
        1 => Octal([0xEF, 0xBB, 0xBF, .. "with a mark"u8]),
        2 => Octal([0xFF, 0xFE, 0x41, 0x00, 0x42, 0x00]),
        3 => Octal([0x00, 0x01, 0x02, 0xFF]),
        4 => Octal([(byte)'n', 0xE9, 0xFF, 0xC3]),
        5 => "<html><title>t</title><p>one<script>alert(1)</script></p>",
        6 => new string('l', 20_000),
        _ => "# title\\n\\nwords and words\\n",
    };

    private static string Octal(byte[] bytes) => string.Concat(bytes.Select(static value => "\\" + Convert.ToString(value, 8).PadLeft(3, '0')));
}
