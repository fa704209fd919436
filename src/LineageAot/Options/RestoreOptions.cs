using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineageAot;

/// <summary>How a backup is put in a database's place.</summary>
public sealed record RestoreOptions
{
    /// <summary>Makes all checks and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Restores a database that is reached through a symbolic link; refused otherwise. The file behind the link is replaced, the link stays.</summary>
    public bool AllowSymbolicLink { get; init; }

    /// <summary>The clock, for the name of what was there before.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where log messages go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
