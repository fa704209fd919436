namespace LineageAot.Benchmarks.Running;

/// <summary>A database file of one run, with what SQLite puts beside it; all gone on disposal.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal", ".lock"];
    private static int number;

    public DatabaseFile(RunSettings settings, string name) =>
        Path = System.IO.Path.Combine(settings.Folder, $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref number)}.db");

    public string Path { get; }

    /// <summary>A copy of another one that nobody has open and whose log is empty.</summary>
    public static DatabaseFile CopyOf(DatabaseFile template, RunSettings settings, string name)
    {
        var copy = new DatabaseFile(settings, name);
        File.Copy(template.Path, copy.Path);
        return copy;
    }

    public void Dispose()
    {
        foreach (var companion in Companions)
            File.Delete(Path + companion);
    }
}
