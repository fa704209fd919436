namespace LineageAot.Cli;

/// <summary>The command can't be done as it was asked for: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
