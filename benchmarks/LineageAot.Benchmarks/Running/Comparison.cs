namespace LineageAot.Benchmarks.Running;

/// <summary>One side of a comparison: prepares, times its work, then verifies what it did.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">One run, from nothing.</param>
internal sealed record Contender(string Name, Func<Task<Sample>> Run)
{
    /// <summary>What LineageAot's side is called.</summary>
    public const string Ours = "LineageAot";

    public Contender(string name, Func<Sample> run)
        : this(name, () => Task.FromResult(run()))
    {
    }
}

/// <summary>How much faster than a peer a contender must be.</summary>
/// <param name="Peer">The peer's name.</param>
/// <param name="AtLeast">The least ratio of items a second; null for a ratio that is only told.</param>
internal sealed record Requirement(string Peer, double? AtLeast)
{
    /// <summary>The contender that it is asked of.</summary>
    public string Of { get; init; } = Contender.Ours;
}

/// <summary>Contenders that answer the same question in turns.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Unit">What is counted, for instance rows.</param>
/// <param name="Contenders">All sides.</param>
/// <param name="Requirements">The ratios that must be reached.</param>
internal sealed record Comparison(string Title, string Unit, IReadOnlyList<Contender> Contenders, IReadOnlyList<Requirement> Requirements)
{
    /// <summary>What the comparison is called in a result that programs read; null where none does.</summary>
    public string? Name { get; init; }

    /// <summary>Counted rounds; null for as many as the run has.</summary>
    public int? Rounds { get; init; }

    /// <summary>The question has warmed its contenders itself, with less than a round: each round is counted.</summary>
    public bool IsWarm { get; init; }

    /// <summary>The most managed bytes an item that LineageAot may allocate.</summary>
    public double? BytesAtMost { get; init; }

    /// <summary>The least items a second of each of LineageAot's contenders.</summary>
    public double? PerSecondAtLeast { get; init; }

    /// <summary>The most milliseconds that LineageAot's 99th percentile may take.</summary>
    public double? P99AtMost { get; init; }
}

/// <summary>A figure of LineageAot alone against a limit.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="AtMost">The limit; null for a figure that is only told.</param>
/// <param name="Measure">One measurement.</param>
internal sealed record Figure(string Title, string Unit, double? AtMost, Func<Task<double>> Measure)
{
    /// <summary>What the figure is called in a result that programs read; null where none does.</summary>
    public string? Name { get; init; }
}
