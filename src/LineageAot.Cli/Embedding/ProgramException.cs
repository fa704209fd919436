namespace LineageAot.Cli.Embedding;

/// <summary>The user's program can't be started, died, hangs, or answers what can't be understood.</summary>
internal sealed class ProgramException(string message) : Exception(message);
