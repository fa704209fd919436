namespace LineageAot.Benchmarks.Running;

/// <summary>What a contender wrote or read, told apart from what it took: contenders that did the same work have the same outcome.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Digest">A digest over each column of each of them.</param>
internal sealed record Outcome(long Rows, string Digest)
{
    /// <summary>Says that contenders of one round didn't do the same work; nothing that they measured counts.</summary>
    /// <param name="title">What is compared.</param>
    /// <param name="outcomes">What each did. Those that did fewer rows are compared among each other only; their question has checked them.</param>
    /// <param name="all">Each contender must say what it did, and as many rows as the others.</param>
    /// <exception cref="InvalidOperationException">The outcomes differ.</exception>
    public static void VerifySame(string title, IReadOnlyList<(string Contender, Outcome? Outcome)> outcomes, bool all)
    {
        if (all && outcomes.Count > 1 && outcomes.FirstOrDefault(one => one.Outcome is null) is { Contender: { } silent })
            throw new InvalidOperationException($"{title}: {silent} doesn't say what it did.");
        foreach (var (contender, outcome) in outcomes)
        {
            var (other, expected) = outcomes.First(one => one.Outcome is not null && (all || one.Outcome.Rows == outcome?.Rows) || one.Contender == contender);
            if (outcome is not null && outcome != expected)
                throw new InvalidOperationException($"{title}: {contender} did something else ({outcome.Rows:N0} rows, {outcome.Digest}) than {other} ({expected?.Rows:N0} rows, {expected?.Digest}).");
        }
    }
}
