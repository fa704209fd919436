namespace LineageAot;

/// <summary>What a checkpoint did.</summary>
/// <param name="IsComplete">Nothing is left in the log, and with <see cref="CheckpointMode.Truncate"/> it was cut to nothing.</param>
/// <param name="WasBusy">A reader kept a <see cref="CheckpointMode.Truncate"/> from its work; a passive one was done in its place.</param>
/// <param name="LogFrames">Pages in the log afterwards; 0 where it was cut.</param>
/// <param name="CheckpointedFrames">How many of them are in the database now.</param>
public sealed record CheckpointReport(bool IsComplete, bool WasBusy, int LogFrames, int CheckpointedFrames);
