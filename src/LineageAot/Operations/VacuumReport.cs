namespace LineageAot;

/// <summary>What a vacuum gave back.</summary>
/// <param name="IsIncremental">
/// The file can be vacuumed incrementally (auto_vacuum=INCREMENTAL, as files are that the library made). Where it isn't so, an incremental vacuum did nothing: a full one (VacuumAsync) changes it for good.
/// </param>
/// <param name="FreedPages">Pages by which the file became smaller.</param>
/// <param name="FreePages">Pages that hold nothing and are still in the file.</param>
/// <param name="PageSize">Bytes of a page.</param>
public sealed record VacuumReport(bool IsIncremental, long FreedPages, long FreePages, int PageSize)
{
    /// <summary>Bytes by which the file became smaller.</summary>
    public long FreedBytes => FreedPages * PageSize;
}
