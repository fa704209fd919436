using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LineageAot.Cli.Folders;

/// <summary>Linux: names are bytes, pipes and devices are told apart before anything is opened, and a path may be longer than PATH_MAX.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxFolderAccess : FolderAccess
{
    // PATH_MAX is 4096 with the NUL; longer paths are opened piece by piece.
    private const int LongestPath = 4000;

    public override List<FolderEntry> List(byte[] folder)
    {
        var descriptor = OpenDescriptor(folder, LinuxNative.FolderOnly | LinuxNative.CloseOnExec);
        var stream = LinuxNative.OpenFolder(descriptor);
        if (stream == 0)
        {
            var error = Marshal.GetLastPInvokeError();
            LinuxNative.Close(descriptor);
            throw Refused(error, "open the folder");
        }

        try
        {
            var entries = new List<FolderEntry>();
            for (; ; )
            {
                var entry = LinuxNative.ReadFolder(stream);
                if (entry == null)
                {
                    var error = Marshal.GetLastPInvokeError();
                    return error == 0 ? entries : throw Refused(error, "read the folder");
                }

                // struct dirent of 64-bit Linux: inode 8, offset 8, length 2, type 1, name.
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + 19);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    entries.Add(Entry(name, KindOfType(entry[18])));
                }
            }
        }
        finally
        {
            LinuxNative.CloseFolder(stream);
        }
    }

    public override FileFacts Describe(byte[] path)
    {
        if (path.Length < LongestPath)
        {
            return Statx(LinuxNative.AtCurrentFolder, path, LinuxNative.NoFollow);
        }

        var descriptor = OpenDescriptor(path, LinuxNative.PathOnly | LinuxNative.RefuseLink | LinuxNative.CloseOnExec);
        try
        {
            return Statx(descriptor, [], LinuxNative.EmptyPath);
        }
        finally
        {
            LinuxNative.Close(descriptor);
        }
    }

    public override SafeFileHandle Open(byte[] path)
        // Not blocking: a pipe that took the file's place since it was listed must not hold us.
        => new(OpenDescriptor(path, LinuxNative.RefuseLink | LinuxNative.NonBlocking | LinuxNative.CloseOnExec), ownsHandle: true);

    public override FileFacts Describe(SafeFileHandle file, byte[] path) => Statx((int)file.DangerousGetHandle(), [], LinuxNative.EmptyPath);

    private static FolderEntry Entry(ReadOnlySpan<byte> name, EntryKind kind)
    {
        var text = PathText.FromBytes(name);
        var isPlain = !text.Contains('%');
        return new FolderEntry(text, isPlain ? null : name.ToArray(), kind);
    }

    private static FileFacts Statx(int folder, ReadOnlySpan<byte> path, int flags)
    {
        LinuxNative.StatxBuffer facts;
        Span<byte> terminated = path.Length < 512 ? stackalloc byte[path.Length + 1] : new byte[path.Length + 1];
        path.CopyTo(terminated);
        terminated[path.Length] = 0;
        fixed (byte* pointer = terminated)
        {
            if (LinuxNative.Statx(folder, pointer, flags, LinuxNative.BasicStats, &facts) != 0)
            {
                throw Refused(Marshal.GetLastPInvokeError(), "look at");
            }
        }

        var modified = TimeOf(facts.ModifiedSeconds, facts.ModifiedNanoseconds);
        return new FileFacts(KindOfMode(facts.Mode), (long)facts.Size, modified, new FileIdentity(((ulong)facts.DeviceMajor << 32) | facts.DeviceMinor, facts.Inode));
    }

    // A file system may hold any number as a time; what .NET can't express is pinned to its ends.
    private static DateTimeOffset TimeOf(long seconds, uint nanoseconds)
    {
        var pinned = Math.Clamp(seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        return DateTimeOffset.FromUnixTimeSeconds(pinned).AddTicks(nanoseconds / 1000 * TimeSpan.TicksPerMicrosecond);
    }

    private static int OpenDescriptor(ReadOnlySpan<byte> path, int flags)
    {
        var folder = LinuxNative.AtCurrentFolder;
        while (path.Length >= LongestPath)
        {
            var cut = path[..LongestPath].LastIndexOf((byte)'/');
            if (cut <= 0)
            {
                CloseUnlessCurrent(folder);
                throw Refused(LinuxNative.NameTooLong, "open");
            }

            var next = OpenAt(folder, path[..cut], LinuxNative.PathOnly | LinuxNative.FolderOnly | LinuxNative.CloseOnExec);
            folder = next;
            path = path[cut..].TrimStart((byte)'/');
        }

        return OpenAt(folder, path, flags);
    }

    /// <summary>Opens and lets go of the folder that it was opened below.</summary>
    private static int OpenAt(int folder, ReadOnlySpan<byte> path, int flags)
    {
        Span<byte> terminated = stackalloc byte[LongestPath + 1];
        path.CopyTo(terminated);
        terminated[path.Length] = 0;
        int descriptor, error;
        fixed (byte* pointer = terminated)
        {
            descriptor = LinuxNative.OpenAt(folder, pointer, flags);
            error = Marshal.GetLastPInvokeError();
        }

        CloseUnlessCurrent(folder);
        return descriptor >= 0 ? descriptor : throw Refused(error, "open");
    }

    private static void CloseUnlessCurrent(int folder)
    {
        if (folder != LinuxNative.AtCurrentFolder)
        {
            LinuxNative.Close(folder);
        }
    }

    private static FileSystemException Refused(int error, string what)
    {
        var problem = error switch
        {
            LinuxNative.NoEntry => FileProblem.Missing,
            LinuxNative.AccessDenied or LinuxNative.NotPermitted => FileProblem.Denied,
            LinuxNative.Loop => FileProblem.IsLink,
            LinuxNative.NotAFolder => FileProblem.NotAFolder,
            LinuxNative.IsFolder or LinuxNative.NoDevice => FileProblem.NotAFile,
            LinuxNative.TooManyOpen or LinuxNative.TooManyOpenHere => FileProblem.TooManyOpen,
            _ => FileProblem.Other,
        };
        return new FileSystemException(problem, $"can't {what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private static EntryKind KindOfType(byte type) => type switch
    {
        8 => EntryKind.File,
        4 => EntryKind.Folder,
        10 => EntryKind.Link,
        1 => EntryKind.Pipe,
        12 => EntryKind.Socket,
        2 or 6 => EntryKind.Device,
        _ => EntryKind.Unknown,
    };

    private static EntryKind KindOfMode(int mode) => (mode & 0xF000) switch
    {
        0x8000 => EntryKind.File,
        0x4000 => EntryKind.Folder,
        0xA000 => EntryKind.Link,
        0x1000 => EntryKind.Pipe,
        0xC000 => EntryKind.Socket,
        0x2000 or 0x6000 => EntryKind.Device,
        _ => EntryKind.Unknown,
    };
}
