namespace LineageAot.Cli.Folders;

/// <summary>Why the system refused.</summary>
internal enum FileProblem
{
    Missing,
    Denied,
    IsLink,
    NotAFolder,
    NotAFile,
    TooManyOpen,
    Other,
}

/// <summary>The system refused to list, describe, open or read a file.</summary>
internal sealed class FileSystemException(FileProblem problem, string message, Exception? innerException = null) : IOException(message, innerException)
{
    public FileProblem Problem { get; } = problem;
}
