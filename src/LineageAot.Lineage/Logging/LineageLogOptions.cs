using Microsoft.Extensions.Logging;

namespace LineageAot.Lineage;

/// <summary>What of the program's log is stored, and how much of it may wait in memory. Values are checked when the provider is made.</summary>
public sealed class LineageLogOptions
{
    /// <summary>What matters less isn't stored; <see cref="LogLevel.Information"/>. Filters of the logging builder count too.</summary>
    public LogLevel MinimumLevel { get; set; } = LogLevel.Information;

    /// <summary>Entries that may wait; past that the oldest is dropped, and an entry tells how many were: 1 to 1,000,000; 10,000.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Bytes of text that may wait: 4 KiB to 1 GiB; 8 MiB. One entry alone is always taken.</summary>
    public long MaxBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Entries that one transaction takes at most: 1 to 100,000; 512.</summary>
    public int MaxBatchEntries { get; set; } = 512;

    /// <summary>Characters of a message, of a value, or of an exception's stack, after which it is cut: 16 to 1,000,000; 16,384.</summary>
    public int MaxTextLength { get; set; } = 16_384;

    /// <summary>Stores the scopes that an entry is written in.</summary>
    public bool IncludeScopes { get; set; } = true;

    /// <summary>How long disposing waits until what is left is stored: 0 to 10 minutes; 5 s.</summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that entries are stamped with.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Check()
    {
        Require(MinimumLevel is >= LogLevel.Trace and <= LogLevel.None, "MinimumLevel isn't one of its values.");
        Require(MaxEntries is >= 1 and <= 1_000_000, "MaxEntries must be from 1 to 1000000.");
        Require(MaxBytes is >= 4096 and <= 1L << 30, "MaxBytes must be from 4096 to 1073741824.");
        Require(MaxBatchEntries is >= 1 and <= 100_000, "MaxBatchEntries must be from 1 to 100000.");
        Require(MaxTextLength is >= 16 and <= 1_000_000, "MaxTextLength must be from 16 to 1000000.");
        Require(FlushTimeout >= TimeSpan.Zero && FlushTimeout <= TimeSpan.FromMinutes(10), "FlushTimeout must be from 0 to 10 minutes.");
        Require(TimeProvider is not null, "TimeProvider is null. Leave it out for the system's.");
    }

    private static void Require(bool isRight, string sentence)
    {
        if (!isRight)
        {
            throw new ConfigurationException($"LineageLogOptions.{sentence}") { Operation = "log" };
        }
    }
}
