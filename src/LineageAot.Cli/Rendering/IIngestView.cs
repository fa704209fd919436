using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Rendering;

/// <summary>Shows an ingest while it goes on, and what came of it.</summary>
internal interface IIngestView
{
    /// <summary>Shows progress until the work ends, however it ends. Never throws what the work throws.</summary>
    Task ShowAsync(IngestProgress progress, Task work);

    /// <summary>Something couldn't be read. Called from the pipeline's threads.</summary>
    void Problem(SourceProblem problem);

    /// <summary>The result.</summary>
    void Finished(IngestResult result);
}
