namespace LineageAot.FaultTests.RandomRounds;

/// <summary>The file, opened again, beside what everybody was told.</summary>
internal sealed record Reckoning
{
    public required int Requests { get; init; }

    public required int Committed { get; init; }

    public required int Cancelled { get; init; }

    public required int Refused { get; init; }

    public required long CancelsAsked { get; init; }

    public required int Backups { get; init; }

    /// <summary>What isn't as it must be.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public static async Task<Reckoning> OfAsync(Arena arena, IReadOnlyList<string> backups)
    {
        await using var database = await RoundDatabase.OpenAsync(arena.Plan.Options);
        arena.Check(await database.PictureAsync(), "the file, opened again,");
        foreach (var backup in backups)
        {
            await CheckAsync(arena, backup);
        }

        var places = database.Entries.All().OrderBy(static entry => entry.Id).ToLookup(static entry => entry.Id / Entry.MostOfARequest, static entry => (int)(entry.Id % Entry.MostOfARequest));
        var requests = arena.Requests.ToList();
        var marks = database.Marks.All().Select(static mark => mark.Id).ToHashSet();
        List<string> faults = [.. arena.Violations];
        faults.AddRange(requests.Select(request => request.Fault([.. places[request.Number]])).OfType<string>());
        faults.AddRange(requests.Where(request => request.Fate != Fate.Committed && marks.Contains(request.Number)).Select(static request => $"unit {request.Number} is {request.Fate}, and its mark is there"));
        var integrity = await database.CheckIntegrityAsync();
        faults.AddRange(integrity.Findings);
        return new Reckoning
        {
            Requests = requests.Count,
            Committed = Count(Fate.Committed),
            Cancelled = Count(Fate.Cancelled),
            Refused = Count(Fate.Refused),
            CancelsAsked = arena.Cancels,
            Backups = backups.Count,
            Faults = faults,
        };

        int Count(Fate fate) => requests.Count(request => request.Fate == fate);
    }

    private static async Task CheckAsync(Arena arena, string backup)
    {
        await using var copy = await RoundDatabase.OpenAsync(new DatabaseOptions { Path = backup, Access = DatabaseAccess.ReadOnly });
        arena.Check(await copy.PictureAsync(), $"the backup {backup}");
    }
}
