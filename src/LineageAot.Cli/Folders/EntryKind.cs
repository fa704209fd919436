namespace LineageAot.Cli.Folders;

/// <summary>What a directory entry is.</summary>
internal enum EntryKind
{
    File,
    Folder,
    Link,
    Pipe,
    Socket,
    Device,
    Unknown,
}
