namespace LineageAot.Benchmarks.Running;

/// <summary>How much a run of the program does.</summary>
internal enum RunSize
{
    /// <summary>Figures to publish.</summary>
    Full,

    /// <summary>Fewer rows and rounds: shows the order of things.</summary>
    Quick,

    /// <summary>A few rows, once: shows that all contenders do the same work. Times mean nothing.</summary>
    Tiny,
}

/// <summary>How a run of the program measures.</summary>
/// <param name="Size">How much it does.</param>
/// <param name="Folder">Where databases are made; they are deleted after each run.</param>
internal sealed record RunSettings(RunSize Size, string Folder)
{
    public bool Quick => Size != RunSize.Full;

    /// <summary>Counted rounds.</summary>
    public int Rounds { get; init; } = Size switch { RunSize.Full => 7, RunSize.Quick => 3, _ => 1 };

    /// <summary>The size to which <see cref="Questions.Growth"/> fills its tables; null for the question's own.</summary>
    public int? GrowthRows { get; init; }

    /// <summary>A count for this run.</summary>
    public int Count(int full, int quick) => Quick ? quick : full;

    /// <summary>The same with another one for a tiny run.</summary>
    public int Count(int full, int quick, int tiny) => Size == RunSize.Tiny ? tiny : Count(full, quick);

    /// <summary>A slow contender's share of the work; in a tiny run all of it, so that what each did can be compared.</summary>
    public int Share(int count, int divisor) => Size == RunSize.Tiny ? count : count / divisor;
}
