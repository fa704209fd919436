namespace LineageAot.FaultTests.Vfs;

/// <summary>A folder in memory where the system has one (what a sync costs isn't the question), gone after the tests.</summary>
public sealed class ScratchFolder : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    private readonly string root = Directory.Exists(MemoryFolder)
        ? Directory.CreateDirectory(Path.Combine(MemoryFolder, $"lineage-faults-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("lineage-faults-").FullName;

    /// <summary>A path that nothing has had before, in a folder of its own.</summary>
    public string NewPath() => Path.Combine(Directory.CreateDirectory(Path.Combine(root, Guid.NewGuid().ToString("N"))).FullName, "work.db");

    public void Dispose() => Directory.Delete(root, recursive: true);
}
