namespace LineageAot.Benchmarks.Running;

/// <summary>A contender's medians.</summary>
internal sealed record ContenderResult(string Name, double PerSecond, double BytesPerItem, double ProcessorMicroseconds, double? P50Milliseconds, double? P99Milliseconds, int Runs);

/// <summary>A ratio that was reached or not.</summary>
internal sealed record RatioResult(string Of, string Peer, double Ratio, double ProcessorRatio, double? Required)
{
    public bool? Holds => Required is { } required ? Ratio >= required : null;
}

/// <summary>A figure against its limit.</summary>
internal sealed record FigureResult(string Title, string Unit, double Value, double? AtMost)
{
    /// <summary>What the figure is called in a result that programs read.</summary>
    public string? Name { get; init; }

    /// <summary>The least that it may be; null where more isn't better.</summary>
    public double? AtLeast { get; init; }

    public bool? Holds => AtMost is { } most ? Value <= most : AtLeast is { } least ? Value >= least : null;

    /// <summary>The best of the counted rounds, which says more where other programs run; null where there was one measurement.</summary>
    public double? Best { get; init; }

    /// <summary>Which part of the limit it takes, or of the least it reaches.</summary>
    public double? PartOfGoal => (AtMost ?? AtLeast) is > 0 and var goal ? Value / goal : null;
}

/// <summary>What a run answered.</summary>
/// <param name="Host">When, where and on which versions it was measured.</param>
/// <param name="Results">One a question.</param>
internal sealed record RunResult(string Host, List<QuestionResult> Results);

/// <summary>What a question answered.</summary>
internal sealed record QuestionResult(string Question)
{
    public List<ComparisonResult> Comparisons { get; init; } = [];

    public List<FigureResult> Figures { get; init; } = [];

    public List<GrowthResult> Growths { get; init; } = [];
}

/// <summary>What a comparison gave.</summary>
internal sealed record ComparisonResult(string Title, string Unit, List<ContenderResult> Contenders, List<RatioResult> Ratios, List<FigureResult> Limits)
{
    /// <summary>What the comparison is called in a result that programs read.</summary>
    public string? Name { get; init; }
}

/// <summary>How fast a table took rows while it grew.</summary>
internal sealed record GrowthResult(string Title, List<GrowthPoint> Points);

/// <summary>Rows a second up to this number of rows, from the point before on.</summary>
internal sealed record GrowthPoint(long Rows, double Ours, double Raw);
