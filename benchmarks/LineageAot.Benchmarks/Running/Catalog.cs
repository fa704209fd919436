using LineageAot.Benchmarks.EventQuestions;
using LineageAot.Benchmarks.LineageQuestions;
using LineageAot.Benchmarks.Questions;

namespace LineageAot.Benchmarks.Running;

/// <summary>All questions.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Question> Engine(RunSettings settings) =>
    [
        new NarrowBulkInsert(settings),
        new WideBulkInsert(settings),
        new SingleInsertProducers(settings),
        new PointRead(settings),
        new Scan(settings),
        new QueryMethod(settings),
        new VectorSearch(settings),
        new ReadWhileWriting(settings),
        new Growth(settings),
        new PhysicalDesign(settings),
        new Memory(settings),
        new NativeAotAgent(settings),
        new Open(settings),
        new CompileTime(settings),
    ];

    /// <param name="settings">How to measure.</param>
    /// <param name="kept">The store that one question fills for another.</param>
    public static IReadOnlyList<Question> Lineage(RunSettings settings, KeptStore kept) =>
    [
        new PlanSources(settings),
        new WriteChunks(settings, kept),
        new TraceByReferences(settings),
        new TraceThroughRuns(settings),
        new StaleFirstPage(settings, kept),
        new ExportChunks(settings),
        new Ingest(settings),
    ];

    public static IReadOnlyList<Question> Events(RunSettings settings) =>
    [
        new AppendEvents(settings),
        new ReplayEvents(settings),
        new SubscriptionLag(settings),
        new ListenedTo(settings),
        new WritesDuringBackup(settings),
    ];

    /// <summary>What quick asks: what compares, and how long an open takes. Growth only to a million narrow rows.</summary>
    public static IReadOnlyList<Question> Quick(RunSettings settings) => [.. Engine(settings).Where(question => !question.IsAlone || question is Open)];

    /// <summary>What a full run asks.</summary>
    public static IReadOnlyList<Question> Full(RunSettings settings) => [.. Engine(settings).Where(question => !question.IsLong)];

    /// <summary>What verify asks. It has no time to build programs, which no peer has.</summary>
    public static IReadOnlyList<Question> Verified(RunSettings settings) => [.. Engine(settings).Where(question => question is not (NativeAotAgent or CompileTime))];
}
