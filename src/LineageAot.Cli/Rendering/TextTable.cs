namespace LineageAot.Cli.Rendering;

/// <summary>
/// Columns of text, as wide as their widest cell. On a terminal the widest of <see cref="Flexible"/> columns are cut so that a row stays on a line; in a pipe nothing is cut.
/// What is stored can't steer the terminal: see <see cref="CellText"/>.
/// </summary>
internal sealed class TextTable(params string[] headings)
{
    private const int Gap = 2;
    private const int LeastWidth = 8;

    private readonly List<string[]> rows = [];

    /// <summary>The headings of columns that may be cut. Keys and figures are worth nothing in part.</summary>
    public string[] Flexible { get; init; } = [];

    public bool IsEmpty => rows.Count == 0;

    public void Add(params string[] cells) => rows.Add([.. cells.Select(CellText.Line)]);

    public void WriteTo(TextWriter output) => WriteTo(output, Terminals.Width);

    /// <summary>Writes it into so many columns; null is as many as it takes.</summary>
    public void WriteTo(TextWriter output, int? width, string indent = "")
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => rows.Prepend(headings).Max(row => CellText.Width(row[column]))).ToArray();
        if (width is { } most)
        {
            Narrow(widths, most - indent.Length);
        }

        foreach (var row in rows.Prepend(headings))
        {
            output.WriteLine(indent + string.Join(new string(' ', Gap), row.Select((cell, column) => Fit(cell, widths[column]))).TrimEnd());
        }
    }

    private static string Fit(string cell, int width)
    {
        var cut = CellText.Cut(cell, width);
        return cut + new string(' ', Math.Max(0, width - CellText.Width(cut)));
    }

    /// <summary>Takes from the widest flexible column until the row fits, or all of them are as narrow as they get.</summary>
    private void Narrow(int[] widths, int most)
    {
        int[] flexible = [.. Enumerable.Range(0, headings.Length).Where(column => Flexible.Contains(headings[column]) && widths[column] > LeastWidth)];
        var excess = widths.Sum() + (Gap * (widths.Length - 1)) - most;
        while (excess > 0 && flexible.Length > 0)
        {
            var widest = flexible.MaxBy(column => widths[column]);
            var next = flexible.Where(column => widths[column] < widths[widest]).Select(column => widths[column]).DefaultIfEmpty(LeastWidth).Max();
            var taken = Math.Min(excess, Math.Max(1, widths[widest] - next));
            widths[widest] -= taken;
            excess -= taken;
            flexible = [.. flexible.Where(column => widths[column] > LeastWidth)];
        }
    }
}
