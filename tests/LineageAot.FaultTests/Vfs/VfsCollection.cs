namespace LineageAot.FaultTests.Vfs;

/// <summary>The VFS is the process's own: its tests run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class VfsCollection : ICollectionFixture<ScratchFolder>
{
    public const string Name = "vfs";
}
