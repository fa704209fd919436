using System.Diagnostics;
using LineageAot.Benchmarks.LineageQuestions;
using LineageAot.Benchmarks.Questions;
using LineageAot.Benchmarks.Reporting;

namespace LineageAot.Benchmarks.Running;

/// <summary>What each form of the program does.</summary>
internal static class Forms
{
    /// <exception cref="FormatException">There is no such form or question.</exception>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        if (arguments.Words is ["report", .. var files] && files.Length > 0)
        {
            PerformancePage.Write(arguments, ResultFiles.Read(files));
            return 0;
        }

        var folder = arguments.Folder is { } chosen
            ? Directory.CreateDirectory(Path.Combine(chosen, Path.GetRandomFileName()))
            : Directory.CreateTempSubdirectory("lineage-benchmarks-");
        using var kept = new KeptStore();
        try
        {
            return await RunAsync(arguments, folder.FullName, kept);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(Arguments arguments, string folder, KeptStore kept)
    {
        var asked = arguments.Settings(arguments.Quick ? RunSize.Quick : RunSize.Full, folder);
        var quick = arguments.Settings(RunSize.Quick, folder);
        switch (arguments.Words)
        {
            case [] or ["quick"]:
                await AnswerQuicklyAsync(arguments, quick, Catalog.Quick(quick));
                return 0;
            case ["burst"]:
                await AnswerQuicklyAsync(arguments, quick, [new SingleInsertProducers(quick)]);
                return 0;
            case ["verify"]:
                return await SelfCheck.RunAsync(arguments.Settings(RunSize.Tiny, folder));
            case ["report"]:
                PerformancePage.Write(arguments, [await AnswerAsync(asked, Catalog.Full(asked))]);
                return 0;
            case ["full"]:
                return Finish(arguments, await AnswerAsync(asked, Catalog.Full(asked)));
            case ["lineage", .. var names]:
                return Finish(arguments, await AnswerAsync(asked, Named(Catalog.Lineage(asked, kept), names)));
            case ["events", .. var names]:
                return Finish(arguments, await AnswerAsync(asked, Named(Catalog.Events(asked), names)));
            default:
                return Finish(arguments, await AnswerAsync(asked, Named(Catalog.Engine(asked), arguments.Words)));
        }
    }

    private static async Task AnswerQuicklyAsync(Arguments arguments, RunSettings settings, IReadOnlyList<Question> questions)
    {
        var answers = await AnswerAsync(settings, questions);
        if (arguments.Json is { } json)
            PlainResults.Write(json, answers.Results);
        if (arguments.Details is { } details)
            ResultFiles.Write(details, answers);
    }

    private static int Finish(Arguments arguments, RunResult answers)
    {
        if (arguments.Json is { } json)
            ResultFiles.Write(json, answers);
        return answers.Results.TrueForAll(Report.AllHold) ? 0 : 1;
    }

    private static async Task<RunResult> AnswerAsync(RunSettings settings, IReadOnlyList<Question> questions)
    {
        var started = Stopwatch.GetTimestamp();
        var answers = new RunResult(Host.Describe(settings), []);
        Console.WriteLine(answers.Host);
        Console.WriteLine();
        var runner = new Runner(settings, Console.Error.WriteLine);
        foreach (var question in questions)
        {
            var result = new QuestionResult(question.GetType().Name);
            var asked = Stopwatch.GetTimestamp();
            await question.AnswerAsync(runner, result);
            Console.Error.WriteLine($"{result.Question}: {Stopwatch.GetElapsedTime(asked).TotalSeconds:N0} s");
            answers.Results.Add(result);
            Console.Write(Report.ToMarkdown(result));
        }

        Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s, {Environment.CpuUsage.TotalTime.TotalSeconds:N0} s of processor time");
        return answers;
    }

    private static IReadOnlyList<Question> Named(IReadOnlyList<Question> known, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => known.All(question => question.GetType().Name != name)) is { } unknown)
            throw new FormatException($"There is no form or question '{unknown}'; there are {string.Join(", ", known.Select(question => question.GetType().Name))}.");
        return [.. known.Where(question => names.Count == 0 || names.Contains(question.GetType().Name))];
    }
}
