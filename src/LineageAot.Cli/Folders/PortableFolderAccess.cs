using System.IO.Enumeration;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LineageAot.Cli.Folders;

/// <summary>
/// Systems other than Linux, through System.IO. It doesn't tell pipes and devices from files; the reader never opens an empty file, and
/// those say that they are empty.
/// </summary>
internal sealed class PortableFolderAccess : FolderAccess
{
    // One Unicode form a platform: macOS compares names by their composed form, whatever form they were made with.
    private static readonly bool Composes = OperatingSystem.IsMacOS();

    public override List<FolderEntry> List(byte[] folder)
        => Guarded("read the folder", () =>
        {
            var options = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
            return new FileSystemEnumerable<FolderEntry>(TextOf(folder), Entry, options).ToList();
        });

    public override FileFacts Describe(byte[] path)
        => Guarded("look at", () =>
        {
            var text = TextOf(path);
            var attributes = File.GetAttributes(text);
            if (attributes.HasFlag(FileAttributes.Directory))
            {
                return new FileFacts(attributes.HasFlag(FileAttributes.ReparsePoint) ? EntryKind.Link : EntryKind.Folder, 0, Directory.GetLastWriteTimeUtc(text), default);
            }

            var file = new FileInfo(text);
            return new FileFacts(KindOf(attributes), file.Length, Cut(file.LastWriteTimeUtc), default);
        });

    public override SafeFileHandle Open(byte[] path)
        => Guarded("open", () => File.OpenHandle(TextOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan));

    public override FileFacts Describe(SafeFileHandle file, byte[] path)
        => Guarded("look at", () => new FileFacts(EntryKind.File, RandomAccess.GetLength(file), Cut(File.GetLastWriteTimeUtc(file)), default));

    private static FolderEntry Entry(ref FileSystemEntry entry)
    {
        var name = entry.FileName.ToString();
        var bytes = Encoding.UTF8.GetBytes(name);
        var text = PathText.FromBytes(Composes ? Encoding.UTF8.GetBytes(name.Normalize(NormalizationForm.FormC)) : bytes);
        var kind = entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? EntryKind.Folder : KindOf(entry.Attributes);
        return new FolderEntry(text, string.Equals(text, name, StringComparison.Ordinal) ? null : bytes, kind);
    }

    private static EntryKind KindOf(FileAttributes attributes)
        => attributes.HasFlag(FileAttributes.ReparsePoint) ? EntryKind.Link : attributes.HasFlag(FileAttributes.Device) ? EntryKind.Device : EntryKind.File;

    private static string TextOf(byte[] path) => Encoding.UTF8.GetString(path);

    private static DateTimeOffset Cut(DateTime time)
    {
        var ticks = time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static T Guarded<T>(string what, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileSystemException(FileProblem.Missing, $"can't {what}: it isn't there", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new FileSystemException(FileProblem.Denied, $"can't {what}: permission denied", error);
        }
        catch (IOException error) when (error is not FileSystemException)
        {
            throw new FileSystemException(FileProblem.Other, $"can't {what}: {error.Message}", error);
        }
    }
}
