using LineageAot.FaultTests.Vfs.Faults;

namespace LineageAot.FaultTests.Vfs.Migrations;

/// <summary>A file of an older version, with rows, and the way to the newest.</summary>
internal abstract class MigrationCase : FaultCase
{
    /// <summary>Opens it, migrates, and closes it.</summary>
    /// <exception cref="LineageException">What the caller is told.</exception>
    public abstract Task MigrateAsync(string path);

    /// <summary>Opens a file that a fault left, says what is wrong with it, and has the migration come to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isDone">The migration had been told to be done, and nothing took it back.</param>
    /// <returns>Sentences; none: a whole version, all rows, and the newest version afterwards.</returns>
    public abstract Task<IReadOnlyList<string>> CheckAsync(string path, bool isDone);

    public sealed override async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        LineageException? error = null;
        watch.Start(plan);
        try
        {
            await MigrateAsync(watch.Path);
        }
        catch (LineageException e)
        {
            error = e;
        }

        return new FaultedWork(error, (path, image) => CheckAsync(path, isDone: image is null && error is null));
    }
}
