using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>A file with many chunks that one question has written and another one goes on with, so that they are written once.</summary>
internal sealed class KeptStore : IDisposable
{
    private (DatabaseFile File, int Chunks)? kept;

    /// <summary>Takes the file over.</summary>
    public void Keep(DatabaseFile file, int chunks)
    {
        kept?.File.Dispose();
        kept = (file, chunks);
    }

    /// <summary>Hands the file over, or one that is filled now where none was kept.</summary>
    public async Task<DatabaseFile> TakeAsync(RunSettings settings, int chunks)
    {
        if (kept is not { } found || found.Chunks != chunks)
            return await LineageStores.FillAsync(settings, chunks);
        kept = null;
        return found.File;
    }

    public void Dispose() => kept?.File.Dispose();
}
