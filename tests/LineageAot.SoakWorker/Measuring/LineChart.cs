using System.Globalization;
using System.Text;

namespace LineageAot.SoakWorker.Measuring;

/// <summary>A line of a chart; a point without a value breaks it.</summary>
internal sealed record ChartLine(string Name, string Colour, IReadOnlyList<(double X, double? Y)> Points);

/// <summary>A chart of lines as SVG, with both axes from zero.</summary>
internal sealed record LineChart(string Title, string XName, string YName, IReadOnlyList<ChartLine> Lines)
{
    private const double Width = 960, Height = 420, Left = 60, Right = 20, Top = 46, Bottom = 44;

    /// <summary>Thin vertical lines: where something happened.</summary>
    public IReadOnlyList<double> Marks { get; init; } = [];

    public string ToSvg()
    {
        var (stepX, endX) = Scale(Lines.SelectMany(static line => line.Points).Select(static point => point.X).DefaultIfEmpty().Max());
        var (stepY, endY) = Scale(Lines.SelectMany(static line => line.Points).Select(static point => point.Y ?? 0).DefaultIfEmpty().Max());
        double X(double value) => Left + (value / endX * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / endY * (Height - Top - Bottom));

        var svg = new StringBuilder();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12"><rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Append(svg, $"""<text x="{Left}" y="18" font-size="15">{Text(Title)}</text>""");
        for (var value = 0d; value <= endY * 1.0001; value += stepY)
        {
            Append(svg, $"""<path d="M{Left} {Y(value):0.0}H{Width - Right}" stroke="#ddd"/><text x="{Left - 6}" y="{Y(value) + 4:0.0}" text-anchor="end">{value:0.##}</text>""");
        }

        for (var value = 0d; value <= endX * 1.0001; value += stepX)
        {
            Append(svg, $"""<text x="{X(value):0.0}" y="{Height - Bottom + 16}" text-anchor="middle">{value:0.##}</text>""");
        }

        foreach (var mark in Marks)
        {
            Append(svg, $"""<path d="M{X(mark):0.0} {Top}V{Height - Bottom}" stroke="#bbb" stroke-dasharray="2 3"/>""");
        }

        Append(svg, $"""<text x="{Width - Right}" y="{Height - 8}" text-anchor="end">{Text(XName)}</text><text x="{Left - 50}" y="{Top - 10}">{Text(YName)}</text>""");
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            Append(svg, $"""<path d="{PathOf(line, X, Y)}" fill="none" stroke="{line.Colour}" stroke-width="1.5"/>""");
            Append(svg, $"""<text x="{Left + 60 + (i * 190)}" y="{Top - 10}" fill="{line.Colour}">{Text(line.Name)}</text>""");
        }

        return svg.Append("</svg>").AppendLine().ToString();
    }

    private static string PathOf(ChartLine line, Func<double, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var point in line.Points)
        {
            if (point.Y is { } value)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(isDown ? 'L' : 'M')}{x(point.X):0.0} {y(value):0.0}");
            }

            isDown = point.Y is not null;
        }

        return path.ToString();
    }

    /// <summary>Steps of 1, 2 or 5 times a power of ten, about eight of them, and where the last one ends.</summary>
    private static (double Step, double End) Scale(double greatest)
    {
        var rough = Math.Max(greatest, 1e-9) / 8;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return (step, Math.Ceiling(greatest / step) * step is > 0 and var end ? end : step);
    }

    private static void Append(StringBuilder svg, FormattableString text) => svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
