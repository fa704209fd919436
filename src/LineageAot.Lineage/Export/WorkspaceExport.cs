namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>
    /// Writes everything of this workspace as JSON Lines (UTF-8 without a byte order mark), a line an entity, as it is at one moment: a header, the rows in the order of
    /// <see cref="ExportType"/>, a footer with their counts. Without a footer the file was cut off. Memory is bounded by the longest rows, whatever their number.
    /// A line's properties are its table's columns, behind <c>type</c>: keys as text, hashes in hexadecimal, times as ISO 8601 with microseconds, durations as whole
    /// microseconds, JSON as JSON. A column that is itself named <c>type</c> stands as <c>own_type</c>; an infinite score as the text <c>Infinity</c>.
    /// </summary>
    /// <remarks>
    /// It holds one snapshot from the first line to the last. <see cref="DatabaseOptions.MaxReadAge"/> (5 minutes unless set otherwise) ends it after that: for an export of
    /// many millions of rows, or to a slow stream, open the store once more with <c>Access = DatabaseAccess.ReadOnly</c> and a larger <c>MaxReadAge</c>.
    /// </remarks>
    /// <param name="target">Written from where it stands, flushed, and left open.</param>
    /// <param name="options">What it holds; null is everything.</param>
    /// <param name="cancellationToken">Ends it; what was written then has no footer.</param>
    /// <returns>How many lines of each type were written.</returns>
    /// <exception cref="ArgumentException"><paramref name="target"/> can't be written.</exception>
    /// <exception cref="LineageNotFoundException">The workspace was deleted.</exception>
    /// <exception cref="SnapshotExpiredException">It took longer than <see cref="DatabaseOptions.MaxReadAge"/>; what was written has no footer.</exception>
    public async ValueTask<ExportReport> ExportAsync(Stream target, ExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.CanWrite)
        {
            throw new ArgumentException("The stream can't be written.", nameof(target));
        }

        var export = new Exporter(options ?? new ExportOptions(), Id);
        var snapshot = await Database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var row = await snapshot.Table<WorkspaceRow>().FindAsync(Id, cancellationToken).ConfigureAwait(false)
                ?? throw new LineageNotFoundException($"There is no workspace with the key {Id.Value}. It may have been deleted. Nothing was exported.");
            var lines = new ExportLines(target);
            await using (lines.ConfigureAwait(false))
            {
                await lines.WriteHeaderAsync(row, export.Options, Store.Now, cancellationToken).ConfigureAwait(false);
                await export.WriteRowsAsync(snapshot, Store.IsSplit ? Store.EventsDatabase : null, lines, cancellationToken).ConfigureAwait(false);
                await lines.WriteFooterAsync(cancellationToken).ConfigureAwait(false);
                return new ExportReport(lines.Counts, lines.Bytes);
            }
        }
    }
}
