using LineageAot.FaultTests.Vfs.Work;
using Microsoft.Data.Sqlite;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>What is done to a database's file.</summary>
public enum Upkeep
{
    Vacuum,
    IncrementalVacuum,
    PassiveCheckpoint,
    TruncateCheckpoint,
    Optimize,
    Close,
}

/// <summary>Upkeep of a database with free pages and a log: it writes nothing of anybody's, and takes nothing.</summary>
internal sealed class UpkeepCase(Upkeep upkeep) : FaultCase
{
    private PreparedRows rows = null!;

    public override async Task PrepareAsync(string path)
    {
        rows = await PreparedRows.MakeAsync(path, 12);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();

        // Rows that come and go leave free pages.
        command.CommandText = """
            with recursive n (i) as (select 1000000 union all select i + 1 from n where i < 1000150) insert into entries (number, request, text) select i, 0, hex(zeroblob(150)) from n;
            delete from entries where request = 0;
            """;
        command.ExecuteNonQuery();
    }

    public override async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        LineageException? error = null;
        var broken = new List<string>();
        var db = await WorkDatabase.OpenAsync(Run.Options(watch.Path, isFull: true));
        var workload = new Workload(db, watch) { Last = rows.Last };
        try
        {
            await workload.UnitAsync(4);
            await workload.InsertAsync();
            watch.Start(plan);
            await (upkeep switch
            {
                Upkeep.Vacuum => db.VacuumAsync().AsTask(),
                Upkeep.IncrementalVacuum => db.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 20 }).AsTask(),
                Upkeep.PassiveCheckpoint => db.CheckpointAsync(CheckpointMode.Passive).AsTask(),
                Upkeep.TruncateCheckpoint => db.CheckpointAsync(CheckpointMode.Truncate).AsTask(),
                Upkeep.Optimize => db.OptimizeAsync().AsTask(),
                _ => db.DisposeAsync().AsTask(),
            });
        }
        catch (LineageException e)
        {
            error = e;
        }
        finally
        {
            watch.Heal();
        }

        if (upkeep != Upkeep.Close)
        {
            broken.AddRange(await workload.InsertAsync() == Outcome.Committed ? [] : ["writing doesn't resume"]);
            await db.DisposeAsync();
        }

        var told = PreparedRows.ToldIn(watch);
        return new FaultedWork(error, async (path, image) => [.. broken, .. await rows.CheckAsync(path, workload.Requests, image?.Told ?? told)]);
    }
}
