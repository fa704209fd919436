namespace LineageAot.FaultTests.RandomRounds;

/// <summary>How a round's database comes to its end.</summary>
internal enum Ending
{
    /// <summary>After the last write.</summary>
    AfterAll,

    /// <summary>In the middle of everything.</summary>
    UnderLoad,

    /// <summary>In the middle of everything, and what waits is refused.</summary>
    WithoutDraining,

    /// <summary>In the middle of everything, by two at once, and one comes later.</summary>
    ByThree,
}

/// <summary>What is chosen for a round; the same seed chooses the same.</summary>
internal sealed record RoundPlan(int Seed)
{
    public required DatabaseOptions Options { get; init; }

    public required int Producers { get; init; }

    public required int Steps { get; init; }

    /// <summary>One write in so many is cancelled.</summary>
    public required int CancelOneIn { get; init; }

    /// <summary>Everything is paused and resumed now and then.</summary>
    public required bool HasPauses { get; init; }

    /// <summary>Others have the file open too: backups, readers of their own, lent connections, a second who wants to write.</summary>
    public required bool HasGuests { get; init; }

    public required Ending Ending { get; init; }

    /// <summary>Where it ends in the middle: behind so many completed writes.</summary>
    public required int EndsBehind { get; init; }

    public static RoundPlan Of(int seed, string path, int? cancelOneIn = null)
    {
        var random = new System.Random(seed);
        var producers = random.Next(4) == 0 ? random.Next(1000, 3000) : random.Next(20, 400);
        var steps = Math.Max(2, random.Next(2_000, 6_000) / producers);
        return new RoundPlan(seed)
        {
            Options = new DatabaseOptions
            {
                Path = path,
                Durability = random.Next(3) == 0 ? Durability.Full : Durability.Normal,
                QueueRows = random.Next(3) switch { 0 => random.Next(1, 20), 1 => random.Next(20, 500), _ => 65_536 },
                QueueBytes = random.Next(3) == 0 ? 4096 : 1 << 24,
                MaxBatchRows = random.Next(2) == 0 ? random.Next(1, 50) : 4096,
                MaxBatchDelay = random.Next(8) == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero,
                CheckpointPages = random.Next(2) == 0 ? 100 : 8_000,
                Readers = random.Next(1, 5),
            },
            Producers = producers,
            Steps = steps,
            CancelOneIn = cancelOneIn ?? random.Next(3, 20),
            HasPauses = random.Next(3) == 0,
            HasGuests = random.Next(3) != 0,
            Ending = (Ending)random.Next(4),
            EndsBehind = random.Next(1, Math.Max(2, producers * steps)),
        };
    }

    public override string ToString()
        => $"seed {Seed}: {Producers} producers of {Steps} steps, {Options.Durability}, queue {Options.QueueRows} rows {Options.QueueBytes} bytes, batch {Options.MaxBatchRows}, {(HasPauses ? "pauses, " : "")}{(HasGuests ? "guests, " : "")}ends {Ending} {EndsBehind}";
}
