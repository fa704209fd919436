namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Others who have the file open: backups, readers of their own, lent connections, and a second who wants to write it.</summary>
internal sealed class Guests(Arena arena, int number)
{
    private readonly System.Random random = new(unchecked((arena.Plan.Seed * 32452843) + number));
    private int backups;

    /// <summary>Backups that were called done, for a look at the end.</summary>
    public List<string> Backups { get; } = [];

    public async Task RunAsync()
    {
        while (!arena.IsOver)
        {
            var kind = number % 4;
            try
            {
                switch (kind)
                {
                    case 0:
                        await BackUpAsync();
                        break;
                    case 1:
                        await ReadAsync();
                        break;
                    case 2:
                        Lend();
                        break;
                    default:
                        await OpenAsync();
                        break;
                }
            }
            catch (Exception e)
            {
                arena.Failed($"guest {kind}", e);
            }

            await Task.Yield();
        }
    }

    private async Task BackUpAsync()
    {
        var path = $"{arena.Database.Path}.{number}.{backups++}.bak";
        using var cancellation = new CancellationTokenSource();
        var isCancelled = random.Next(4) == 0;
        try
        {
            var backup = arena.Database.BackupAsync(path, cancellation.Token).AsTask();
            if (isCancelled)
            {
                await cancellation.CancelAsync();
            }

            await backup;
            Backups.Add(path);
        }
        catch (OperationCanceledException) when (isCancelled)
        {
            RequireNothing(path);
        }
        catch (BackupException)
        {
            RequireNothing(path);
            throw;
        }
    }

    private void RequireNothing(string path)
    {
        if (File.Exists(path))
        {
            arena.Violation($"'{path}' was ended and is there");
        }
    }

    private async Task ReadAsync()
    {
        await using var reader = await RoundDatabase.OpenAsync(new DatabaseOptions { Path = arena.Database.Path, Access = DatabaseAccess.ReadOnly });
        arena.Check(await reader.PictureAsync(), "a reader of its own");
    }

    private void Lend()
    {
        using var connection = arena.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = "select id from entries order by id";
        using var rows = command.ExecuteReader();
        for (var left = random.Next(100); left > 0 && rows.Read(); left--)
        {
        }
    }

    private async Task OpenAsync()
    {
        // Looked at before: between them there may be a pause that ends.
        var mayBeFree = arena.IsDisposing || arena.HasPaused;
        try
        {
            await using var second = await RoundDatabase.OpenAsync(arena.Plan.Options);
            if (!mayBeFree && !arena.IsDisposing && !arena.HasPaused)
            {
                arena.Violation("a second has opened the file for writing");
            }

            arena.Check(await second.PictureAsync(), "a second owner");
        }
        catch (ConfigurationException)
        {
            // It's open here already.
        }
    }
}
