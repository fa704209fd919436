namespace LineageAot.Benchmarks.Running;

/// <summary>A contender's medians.</summary>
internal sealed record ContenderResult(string Name, double PerSecond, double BytesPerItem, double ProcessorMicroseconds, double? P99Milliseconds, int Runs);

/// <summary>A ratio that was reached or not.</summary>
internal sealed record RatioResult(string Of, string Peer, double Ratio, double ProcessorRatio, double? Required)
{
    public bool? Holds => Required is { } required ? Ratio >= required : null;
}

/// <summary>A figure against its limit.</summary>
internal sealed record FigureResult(string Title, string Unit, double Value, double? AtMost)
{
    public bool? Holds => AtMost is { } limit ? Value <= limit : null;

    /// <summary>The least of the counted rounds, which says more where other programs run; null where there was one measurement.</summary>
    public double? Least { get; init; }

    /// <summary>Which part of the limit it takes.</summary>
    public double? PartOfLimit => AtMost is > 0 and var limit ? Value / limit : null;
}

/// <summary>What a question answered.</summary>
internal sealed record QuestionResult(string Question)
{
    public List<ComparisonResult> Comparisons { get; init; } = [];

    public List<FigureResult> Figures { get; init; } = [];
}

/// <summary>What a comparison gave.</summary>
internal sealed record ComparisonResult(string Title, string Unit, List<ContenderResult> Contenders, List<RatioResult> Ratios, List<FigureResult> Limits);
