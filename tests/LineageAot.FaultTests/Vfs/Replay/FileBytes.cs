namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>A file's content that grows.</summary>
internal sealed class FileBytes
{
    private const int Sector = 512;

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    public FileBytes()
    {
    }

    public FileBytes(FileBytes other)
    {
        bytes = new byte[other.bytes.Length];
        length = other.length;
        other.Content.CopyTo(bytes);
    }

    public ReadOnlySpan<byte> Content => bytes.AsSpan(0, length);

    /// <summary>Fills what lies between the end and a write behind it; null: with zeros.</summary>
    public Random? Holes { get; set; }

    public void Apply(DiskOperation operation)
    {
        if (operation.Kind == OperationKind.Truncate)
        {
            SetLength((int)operation.Offset);
        }
        else
        {
            Write((int)operation.Offset, operation.Bytes);
        }
    }

    /// <summary>A write of which some sectors of the disk came through, and others not.</summary>
    public void ApplyTorn(DiskOperation write, Random random)
    {
        for (var start = 0; start < write.Bytes.Length;)
        {
            var offset = (int)write.Offset + start;
            var count = Math.Min(write.Bytes.Length - start, Sector - offset % Sector);
            if (random.Next(2) == 0)
            {
                Write(offset, write.Bytes.AsSpan(start, count));
            }

            start += count;
        }
    }

    private void Write(int offset, ReadOnlySpan<byte> data)
    {
        if (offset + data.Length > length)
        {
            SetLength(offset + data.Length, holeTo: offset);
        }

        data.CopyTo(bytes.AsSpan(offset));
    }

    private void SetLength(int size, int holeTo = 0)
    {
        if (size > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(size, bytes.Length * 2));
        }

        if (size < length)
        {
            bytes.AsSpan(size, length - size).Clear();
        }
        else if (holeTo > length)
        {
            Holes?.NextBytes(bytes.AsSpan(length, holeTo - length));
        }

        length = size;
    }
}
