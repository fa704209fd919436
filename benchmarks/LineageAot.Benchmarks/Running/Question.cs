namespace LineageAot.Benchmarks.Running;

/// <summary>A question that a user would ask, with the peers that answer it in the same run.</summary>
internal abstract class Question(RunSettings settings)
{
    /// <summary>How to measure.</summary>
    protected RunSettings Settings { get; } = settings;

    /// <summary>Measures.</summary>
    public abstract Task AnswerAsync(Runner runner, QuestionResult result);

    /// <summary>Says that a contender did something else than asked; nothing that it measured counts.</summary>
    protected static void Verify(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"A contender's result is wrong: {what}.");
    }
}
