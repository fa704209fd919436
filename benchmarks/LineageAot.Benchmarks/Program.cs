// usage: dotnet run -c Release --project benchmarks/LineageAot.Benchmarks -- [question…] [--quick] [--rounds n] [--folder path] [--json file]
//        dotnet run -c Release --project benchmarks/LineageAot.Benchmarks -- lineage [question…] [--quick] [--rounds n] [--folder path] [--json file]
//        dotnet run -c Release --project benchmarks/LineageAot.Benchmarks -- events [question…] [--quick] [--rounds n] [--folder path] [--json file]
// Without a question all are asked, of the engine or, after the word lineage, of the lineage store, or, after the word events, of its events and of what goes on beside writes. Exits with 1 if a requirement isn't reached.

using System.Globalization;
using LineageAot.Benchmarks.EventQuestions;
using LineageAot.Benchmarks.LineageQuestions;
using LineageAot.Benchmarks.Questions;
using LineageAot.Benchmarks.Running;

Func<RunSettings, Question>[] questions =
[
    settings => new NarrowBulkInsert(settings),
    settings => new WideBulkInsert(settings),
    settings => new SingleInsertProducers(settings),
    settings => new PointRead(settings),
    settings => new Scan(settings),
    settings => new QueryMethod(settings),
    settings => new VectorSearch(settings),
    settings => new ReadWhileWriting(settings),
    settings => new Memory(settings),
    settings => new NativeAotAgent(settings),
    settings => new Open(settings),
];

var kept = new KeptStore();
Func<RunSettings, Question>[] lineageQuestions =
[
    settings => new PlanSources(settings),
    settings => new WriteChunks(settings, kept),
    settings => new TraceByReferences(settings),
    settings => new TraceThroughRuns(settings),
    settings => new StaleFirstPage(settings, kept),
    settings => new ExportChunks(settings),
];

Func<RunSettings, Question>[] eventQuestions =
[
    settings => new AppendEvents(settings),
    settings => new ReplayEvents(settings),
    settings => new SubscriptionLag(settings),
    settings => new ListenedTo(settings),
    settings => new WritesDuringBackup(settings),
];

if (args is [Memory.ChildArgument, var childDatabase, var childRows])
    return await Memory.RunChildAsync(childDatabase, int.Parse(childRows, CultureInfo.InvariantCulture));

string? Value(string option) => Array.IndexOf(args, option) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
var folder = Directory.CreateTempSubdirectory("lineage-benchmarks-");
if (Value("--folder") is { } chosen)
{
    folder.Delete();
    folder = Directory.CreateDirectory(Path.Combine(chosen, Path.GetRandomFileName()));
}

try
{
    var settings = new RunSettings(args.Contains("--quick"), folder.FullName);
    if (Value("--rounds") is { } rounds)
        settings = settings with { Rounds = int.Parse(rounds, CultureInfo.InvariantCulture) };
    var runner = new Runner(settings, text => Console.Error.WriteLine(text));
    var asked = args.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
    var topic = asked is ["lineage", ..] ? lineageQuestions : asked is ["events", ..] ? eventQuestions : questions;
    if (topic != questions)
        asked = asked[1..];
    var known = topic.Select(make => make(settings)).ToArray();
    if (asked.FirstOrDefault(name => known.All(question => question.GetType().Name != name)) is { } unknown)
    {
        Console.Error.WriteLine($"There is no question '{unknown}'; there are {string.Join(", ", known.Select(question => question.GetType().Name))}.");
        return 2;
    }

    var host = Host.Describe(settings);
    Console.WriteLine(host);
    Console.WriteLine();
    var results = new List<QuestionResult>();
    foreach (var question in known.Where(question => asked.Length == 0 || asked.Contains(question.GetType().Name)))
    {
        var result = new QuestionResult(question.GetType().Name);
        await question.AnswerAsync(runner, result);
        results.Add(result);
        Console.Write(Report.ToMarkdown(result));
    }

    if (Value("--json") is { } json)
        Report.WriteJson(json, host, results);
    return results.TrueForAll(Report.AllHold) ? 0 : 1;
}
finally
{
    kept.Dispose();
    folder.Delete(recursive: true);
}
