using LineageAot.Operations;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>Reads the whole file and tells what is wrong with its structure, indexes and foreign keys. Takes as long as reading it takes, and holds the write-ahead log that long: for large files check table by table.</summary>
    /// <param name="isQuick">Leaves out that each index holds what its table holds.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    public async ValueTask<IntegrityReport> CheckIntegrityAsync(bool isQuick = false, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var report = await OwnThread.RunAsync("integrity check", () => WithReader("integrity check", session => IntegrityCheck.Run(session, isQuick))).ConfigureAwait(false);
        handle.Upkeep.Checked(handle.Now, report);
        return report;
    }

    /// <summary>
    /// Checks the file table by table, each with its indexes and foreign keys from a moment of its own, so that no read lasts longer than one table takes. A table that takes longer than
    /// <see cref="DatabaseOptions.MaxReadAge"/> is left out, and the report names it. What belongs to no table (pages that nobody uses) only the check of the whole file looks at.
    /// </summary>
    /// <param name="options">What is looked at, and who is told.</param>
    /// <param name="cancellationToken">Ends it, also within a table.</param>
    /// <exception cref="ConfigurationException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="DatabaseBusyException">All readers are in use, or the database is paused.</exception>
    public async ValueTask<IntegrityReport> CheckIntegrityAsync(IntegrityCheckOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        MaintenanceOptionsCheck.Check(options);
        List<string> findings = [], left = [];
        try
        {
            var tables = await RunAsync<List<string>, TableListRead>(default, "integrity check", cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < tables.Count && findings.Count < options.MaxFindings; i++)
            {
                await CheckTableAsync(tables[i], options, findings, left, cancellationToken).ConfigureAwait(false);
                options.Progress?.Report(new IntegrityProgress(tables[i], i + 1, tables.Count));
            }
        }
        catch (DatabaseCorruptException e)
        {
            findings.Add($"the check had to stop: {e.Message}");
        }

        var report = new IntegrityReport(findings, IsComplete: findings.Count < options.MaxFindings && left.Count == 0) { Unchecked = left };
        handle.Upkeep.Checked(handle.Now, report);
        return report;
    }

    private async ValueTask CheckTableAsync(string table, IntegrityCheckOptions options, List<string> findings, List<string> left, CancellationToken cancellationToken)
    {
        try
        {
            var check = new TableCheckRead(table, options.IsQuick, options.MaxFindings - findings.Count);
            findings.AddRange(await RunAsync<List<string>, TableCheckRead>(check, $"integrity check of '{table}'", cancellationToken).ConfigureAwait(false));
        }
        catch (SnapshotExpiredException)
        {
            left.Add(table);
        }
    }
}
