namespace LineageAot;

/// <summary>A piece of maintenance of the program's own, for instance deleting rows past their time.</summary>
/// <param name="Name">What records and the log call it: 1 to 100 characters, and no other job's name.</param>
/// <param name="Interval">From one start to the next: 1 minute to 366 days.</param>
/// <param name="RunAsync">Does it; says in a sentence what came of it, or null. What it throws is recorded, and the next run comes all the same. The token is cancelled when maintenance stops.</param>
public sealed record MaintenanceJob(string Name, TimeSpan Interval, Func<CancellationToken, ValueTask<string?>> RunAsync);
