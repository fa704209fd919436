namespace LineageAot.Benchmarks.Running;

/// <summary>A question that a user would ask, with the peers that answer it in the same run.</summary>
internal abstract class Question(RunSettings settings)
{
    /// <summary>How to measure.</summary>
    protected RunSettings Settings { get; } = settings;

    /// <summary>Measures.</summary>
    public abstract Task AnswerAsync(Runner runner, QuestionResult result);

    /// <summary>True if the question takes minutes and much room, so that it's asked by its name only.</summary>
    public virtual bool IsLong => false;

    /// <summary>True if the question compares nobody, and so only tells how long the library takes for something.</summary>
    public virtual bool IsAlone => false;

    /// <summary>The sample with what the contender did, which must be what it was asked.</summary>
    protected static Sample Verified(Sample sample, Outcome did, Outcome expected)
    {
        Verify(did == expected, $"{did.Rows:N0} rows {did.Digest} and not {expected.Rows:N0} rows {expected.Digest}");
        return sample with { Outcome = did };
    }

    /// <summary>Says that a contender did something else than asked; nothing that it measured counts.</summary>
    protected static void Verify(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"A contender's result is wrong: {what}.");
    }
}
