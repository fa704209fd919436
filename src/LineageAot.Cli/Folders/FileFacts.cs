namespace LineageAot.Cli.Folders;

/// <summary>Which file it is, whatever its name: device and inode on Linux; default where the system doesn't tell.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);

/// <summary>What the system says of a file without reading it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="ModifiedAt">Its time of change, UTC, cut to microseconds.</param>
/// <param name="Identity">Which file it is.</param>
internal readonly record struct FileFacts(EntryKind Kind, long SizeBytes, DateTimeOffset ModifiedAt, FileIdentity Identity);

/// <summary>One name in a directory.</summary>
/// <param name="Name">The name as text: see <see cref="PathText"/>.</param>
/// <param name="Bytes">The name's own bytes where the text isn't simply their UTF-8 form; otherwise null.</param>
/// <param name="Kind">What it is, or <see cref="EntryKind.Unknown"/> where listing doesn't tell.</param>
internal readonly record struct FolderEntry(string Name, byte[]? Bytes, EntryKind Kind);
