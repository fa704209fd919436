using System.Globalization;
using System.Text;

namespace LineageAot.Benchmarks.Reporting;

/// <summary>A bar of a chart.</summary>
/// <param name="Name">What stands to its left.</param>
/// <param name="Value">Its length.</param>
/// <param name="Label">What stands at its end.</param>
/// <param name="IsOurs">Whether it's one of ours, which have a colour of their own.</param>
internal sealed record Bar(string Name, double Value, string Label, bool IsOurs);

/// <summary>A chart of horizontal bars as SVG, dark on white, from zero: longer is better.</summary>
internal sealed record BarChart(string Title, string AxisName, IReadOnlyList<Bar> Bars)
{
    private const double Width = 860, Left = 300, Right = 150, Top = 40, Bottom = 48, RowHeight = 28, BarHeight = 18;
    private const string Ours = "#1f5fa8", Others = "#8a8f98";

    public string ToSvg()
    {
        var height = Top + (Bars.Count * RowHeight) + Bottom;
        var (step, end) = Scale(Bars.Max(static bar => bar.Value));
        double X(double value) => Left + (value / end * (Width - Left - Right));

        var svg = new StringBuilder();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="13" fill="#222" role="img"><title>{Text(Title)}</title><rect width="{Width}" height="{height}" fill="#fff"/>""");
        Append(svg, $"""<text x="12" y="22" font-size="15" font-weight="bold">{Text(Title)}</text>""");
        for (var value = 0d; value <= end * 1.0001; value += step)
            Append(svg, $"""<path d="M{X(value):0.0} {Top}V{height - Bottom + 4}" stroke="#ddd"/><text x="{X(value):0.0}" y="{height - Bottom + 18}" text-anchor="middle" font-size="11">{Short(value)}</text>""");
        for (var i = 0; i < Bars.Count; i++)
        {
            var bar = Bars[i];
            var top = Top + (i * RowHeight) + ((RowHeight - BarHeight) / 2);
            var baseline = top + BarHeight - 4.5;
            Append(svg, $"""<text x="{Left - 8}" y="{baseline:0.0}" text-anchor="end">{Text(bar.Name)}</text><rect x="{Left}" y="{top:0.0}" width="{X(bar.Value) - Left:0.0}" height="{BarHeight}" fill="{(bar.IsOurs ? Ours : Others)}"/><text x="{X(bar.Value) + 6:0.0}" y="{baseline:0.0}">{Text(bar.Label)}</text>""");
        }

        Append(svg, $"""<path d="M{Left} {Top}V{height - Bottom + 4}" stroke="#222"/><text x="{Width - Right}" y="{height - 10}" text-anchor="end" font-size="12">{Text(AxisName)}</text>""");
        return svg.Append("</svg>").AppendLine().ToString();
    }

    /// <summary>A number as short as an axis needs it: 1.2 M, 350 k.</summary>
    public static string Short(double value) => value switch
    {
        >= 999_500 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##} M"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.#} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}"),
    };

    /// <summary>Steps of 1, 2 or 5 times a power of ten, about five of them, and where the last one ends.</summary>
    private static (double Step, double End) Scale(double greatest)
    {
        var rough = Math.Max(greatest, 1e-9) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return (step, Math.Ceiling(greatest / step) * step is > 0 and var end ? end : step);
    }

    private static void Append(StringBuilder svg, FormattableString text) => svg.AppendLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
