using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>Shows that all contenders of all questions do the same work, with a few rows and without a look at the time that they take.</summary>
internal static class SelfCheck
{
    public static async Task<int> RunAsync(RunSettings settings)
    {
        var started = Stopwatch.GetTimestamp();
        var failed = 0;
        var runner = new Runner(settings, static _ => { });
        failed += await CheckAsync("a contender that loses a row is refused", () => RefusesAsync(runner, new Outcome(2, "same")));
        failed += await CheckAsync("a contender that changes a value is refused", () => RefusesAsync(runner, new Outcome(3, "other")));
        failed += await CheckAsync("a contender that says nothing is refused", () => RefusesAsync(runner, null));
        foreach (var question in Catalog.Verified(settings))
        {
            var result = new QuestionResult(question.GetType().Name);
            failed += await CheckAsync(result.Question, async () =>
            {
                await question.AnswerAsync(runner, result);
                var contenders = result.Comparisons.Sum(comparison => comparison.Contenders.Count);
                return $"{result.Comparisons.Count} comparisons, {contenders} contenders with the same rows, {result.Figures.Count} figures";
            });
        }

        Console.WriteLine($"{(failed == 0 ? "All contenders did the same work." : $"{failed} FAILED.")} {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> CheckAsync(string name, Func<Task<string>> check)
    {
        try
        {
            Console.WriteLine($"{name}: {await check()}");
            return 0;
        }
        // Whatever goes wrong, the other questions are still asked, and the exit code tells.
        catch (Exception problem)
        {
            Console.WriteLine($"{name}: FAILED: {problem.Message}");
            return 1;
        }
    }

    // The check itself, seen to refuse: otherwise it could pass by never comparing.
    private static async Task<string> RefusesAsync(Runner runner, Outcome? other)
    {
        static Contender Of(string name, Outcome? outcome) => new(name, () => new Sample(1, 0) { ProcessorMicroseconds = 1, Outcome = outcome });
        try
        {
            await runner.CompareAsync(new Comparison("check", "rows", [Of(Contender.Ours, new Outcome(3, "same")), Of("raw", other)], []));
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }

        throw new InvalidOperationException("It was taken.");
    }
}
