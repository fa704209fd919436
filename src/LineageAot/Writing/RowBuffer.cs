using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.Writing;

/// <summary>A reusable buffer of rows on their way to the writer, its array rented.</summary>
internal sealed class RowBuffer<T>(int capacity = RowBuffer<T>.DefaultCapacity) : IDisposable where T : class
{
    public const int DefaultCapacity = 512;

    private T[] rows = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public ReadOnlySpan<T> Rows => rows.AsSpan(0, Count);

    public void Add(T row)
    {
        // The array is exactly a T[], so a store needs no check of its element type; its bounds are checked here.
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)Count, (uint)rows.Length);
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows), Count++) = row;
    }

    public void Clear()
    {
        Array.Clear(rows, 0, Count);
        Count = 0;
    }

    public void Dispose()
    {
        Clear();
        ArrayPool<T>.Shared.Return(rows);
        rows = [];
    }
}
