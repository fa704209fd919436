using System.Buffers;
using System.Runtime.InteropServices;

namespace LineageAot.Sqlite;

/// <summary>
/// Native memory for the values of one row: encoded text and small blobs lie here while their statement runs, large blobs are pinned
/// where they are. One connection's thread uses it at a time.
/// </summary>
internal sealed unsafe class ScratchBuffer : IDisposable
{
    private const int InitialCapacity = 64 * 1024;
    private const int KeptCapacity = 4 * 1024 * 1024;

    private byte* block;
    private int capacity;
    private int used;
    private List<nint>? outgrown;
    private List<MemoryHandle>? pinned;

    public ScratchBuffer()
    {
        block = (byte*)NativeMemory.Alloc(InitialCapacity);
        capacity = InitialCapacity;
    }

    /// <summary>Forgets the values of the row before: their statement has run.</summary>
    public void Clear()
    {
        used = 0;
        if (outgrown is not null || pinned is not null)
        {
            ReleaseExtras();
        }
    }

    /// <summary>Room for up to so many bytes; taken by <see cref="Take"/>. Earlier values stay where they are.</summary>
    public byte* Reserve(int length)
    {
        if (capacity - used < length)
        {
            Grow(length);
        }

        return block + used;
    }

    /// <summary>Keeps so many bytes of the room just reserved.</summary>
    public void Take(int length) => used += length;

    /// <summary>Keeps memory in place until the row is done.</summary>
    public byte* Pin(ReadOnlyMemory<byte> memory)
    {
        var handle = memory.Pin();
        (pinned ??= []).Add(handle);
        return (byte*)handle.Pointer;
    }

    private void Grow(int length)
    {
        var size = (int)Math.Min(Math.Max((long)capacity * 2, length), int.MaxValue);
        var larger = (byte*)NativeMemory.Alloc((nuint)size);
        (outgrown ??= []).Add((nint)block);
        block = larger;
        capacity = size;
        used = 0;
    }

    private void ReleaseExtras()
    {
        if (pinned is not null)
        {
            foreach (var handle in pinned)
            {
                handle.Dispose();
            }

            pinned = null;
        }

        if (outgrown is null)
        {
            return;
        }

        foreach (var old in outgrown)
        {
            NativeMemory.Free((void*)old);
        }

        outgrown = null;
        if (capacity > KeptCapacity)
        {
            NativeMemory.Free(block);
            block = (byte*)NativeMemory.Alloc(InitialCapacity);
            capacity = InitialCapacity;
        }
    }

    public void Dispose()
    {
        ReleaseExtras();
        NativeMemory.Free(block);
        block = null;
        capacity = 0;
    }
}
