using System.Security.Cryptography;
using LineageAot.Cli.Folders;
using Microsoft.Win32.SafeHandles;

namespace LineageAot.Cli.Ingestion;

/// <summary>A file's content as it was read.</summary>
/// <param name="Sha256">The hash of all of its bytes.</param>
/// <param name="SizeBytes">Their number.</param>
/// <param name="ModifiedAt">Its time of change, or null where a later change might not show in it.</param>
/// <param name="IsWhole">Its bytes are in <see cref="FileReader.Bytes"/>; otherwise it's longer than is kept.</param>
internal readonly record struct FileContent(Sha256 Sha256, long SizeBytes, DateTimeOffset? ModifiedAt, bool IsWhole);

/// <summary>
/// Reads and hashes files of any length in constant memory; keeps the bytes of those up to a limit. One that changes meanwhile is read again. Not safe to
/// share between threads: the buffer is reused.
/// </summary>
internal sealed class FileReader(FolderAccess access, int maxBytesKept, TimeProvider time)
{
    private const int Attempts = 3;
    private const int Piece = 128 << 10;

    // A change within one tick of the file system's clock doesn't show: Linux ticks every 10 ms at most, file systems with whole seconds every 2 s.
    private static readonly TimeSpan FineTick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CoarseTick = TimeSpan.FromSeconds(2);
    private static readonly Sha256 HashOfNothing = Sha256.Of([]);

    private byte[] buffer = new byte[Piece];
    private int length;

    /// <summary>The bytes of the file that was read last, if it was kept whole. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    /// <exception cref="FileSystemException">It can't be opened or read, isn't a file any more, or changes again and again.</exception>
    public FileContent Read(FoundItem item, CancellationToken cancellationToken)
    {
        length = 0;
        if (item.Facts.SizeBytes == 0)
        {
            // Never opened: where the system doesn't tell them from files, pipes say that they are empty, and opening one may wait for ever.
            return new FileContent(HashOfNothing, 0, Trusted(item.Facts.ModifiedAt), IsWhole: true);
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            using var file = access.Open(item.Path);
            var before = access.Describe(file, item.Path);
            if (before.Kind != EntryKind.File)
            {
                throw new FileSystemException(FileProblem.NotAFile, "it isn't a file any more");
            }

            var trusted = Trusted(before.ModifiedAt);
            var isWhole = before.SizeBytes <= maxBytesKept;
            var (hash, read) = isWhole ? Keep(file, before.SizeBytes) : Stream(file, cancellationToken);
            var after = access.Describe(file, item.Path);
            if (read == before.SizeBytes && after.SizeBytes == before.SizeBytes && after.ModifiedAt == before.ModifiedAt)
            {
                return new FileContent(hash, read, trusted, isWhole);
            }
        }

        throw new FileSystemException(FileProblem.Other, $"it changed while it was read, {Attempts} times");
    }

    private (Sha256 Hash, long Length) Keep(SafeFileHandle file, long expected)
    {
        // One byte more than expected, so that growth is noticed.
        if (buffer.Length <= expected)
        {
            buffer = new byte[Math.Min(Math.Max(expected + 1, buffer.Length * 2L), maxBytesKept + 1L)];
        }

        length = 0;
        for (int read; length < buffer.Length && (read = ReadAt(file, buffer.AsSpan(length), length)) > 0;)
        {
            length += read;
            if (length == expected && ReadAt(file, buffer.AsSpan(length, 1), length) == 0)
            {
                break;
            }
        }

        return (Sha256.Of(Bytes), length);
    }

    private (Sha256 Hash, long Length) Stream(SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = buffer.AsSpan(0, Piece);
        var offset = 0L;
        for (int read; (read = ReadAt(file, piece, offset)) > 0; offset += read)
        {
            hash.AppendData(piece[..read]);
            cancellationToken.ThrowIfCancellationRequested();
        }

        Span<byte> result = stackalloc byte[Sha256.Size];
        hash.GetHashAndReset(result);
        return (new Sha256(result), offset);
    }

    private static int ReadAt(SafeFileHandle file, Span<byte> destination, long offset)
    {
        try
        {
            return RandomAccess.Read(file, destination, offset);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FileSystemException(FileProblem.Other, $"can't read: {error.Message}", error);
        }
    }

    /// <summary>The time, unless the file could still change without changing it.</summary>
    private DateTimeOffset? Trusted(DateTimeOffset modified)
    {
        var tick = modified.Ticks % TimeSpan.TicksPerSecond == 0 ? CoarseTick : FineTick;
        return (time.GetUtcNow() - modified).Duration() > tick ? modified : null;
    }
}
