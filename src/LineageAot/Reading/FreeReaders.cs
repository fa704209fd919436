using System.Runtime.InteropServices;

namespace LineageAot.Reading;

/// <summary>The places of readers that nobody uses. Taking and keeping one is an interlocked exchange; safe to use from many threads.</summary>
internal sealed class FreeReaders(int capacity)
{
    private readonly Place[] places = new Place[capacity];

    /// <summary>Takes a reader, or null where none is free.</summary>
    public Reader? Take()
    {
        // Each thread begins at a place of its own, and finds the reader there whose cache it warmed.
        var all = places;
        var place = (int)((uint)Environment.CurrentManagedThreadId % (uint)all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[place].Reader is not null && Interlocked.Exchange(ref all[place].Reader, null) is { } reader)
            {
                reader.Place = place;
                return reader;
            }

            place = place + 1 == all.Length ? 0 : place + 1;
        }

        return null;
    }

    /// <summary>Keeps a reader for the next one, best where it came from; false where all places are taken.</summary>
    public bool TryKeep(Reader reader)
    {
        var all = places;
        var place = reader.Place;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[place].Reader is null && Interlocked.CompareExchange(ref all[place].Reader, reader, null) is null)
            {
                return true;
            }

            place = place + 1 == all.Length ? 0 : place + 1;
        }

        return false;
    }

    // A cache line each: neighbours would slow each other down.
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct Place
    {
        [FieldOffset(0)]
        public Reader? Reader;
    }
}
