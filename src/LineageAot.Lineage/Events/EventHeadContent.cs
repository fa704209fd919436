namespace LineageAot.Lineage;

/// <summary>What was read from a head file: two slots that are written in turn, so that a torn write leaves the older one, and a third for a head that the database didn't have.</summary>
/// <param name="Exists">There is a file with something in it.</param>
/// <param name="Problem">Why it can't be used; null if it can.</param>
/// <param name="Newest">The newest whole slot.</param>
/// <param name="Place">Which of the two that is.</param>
/// <param name="Missed">The head that wasn't there when it was last looked for.</param>
internal readonly record struct EventHeadContent(bool Exists, string? Problem, EventHeadSlot? Newest, int Place, EventHeadSlot? Missed)
{
    public const int PlaceOfMissed = 2;

    private const int FileSize = 3 * EventHeadSlot.Size;

    /// <summary>Reads a head file, whoever writes it.</summary>
    public static EventHeadContent Read(string path)
    {
        try
        {
            var found = new FileInfo(path);
            if (found.LinkTarget is not null)
            {
                return Unusable("it is a symbolic link");
            }

            if (!found.Exists)
            {
                return Directory.Exists(path) ? Unusable("it is a folder") : default;
            }

            Span<byte> bytes = stackalloc byte[FileSize];
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            bytes = bytes[..RandomAccess.Read(file, bytes, 0)];

            // As a power cut leaves a file that had just been made.
            return bytes.ContainsAnyExcept((byte)0) ? Of(bytes) : default;
        }
        catch (FileNotFoundException)
        {
            return default;
        }
        catch (Exception e) when (EventHeadFile.IsFileError(e))
        {
            return Unusable(e.Message);
        }
    }

    private static EventHeadContent Of(ReadOnlySpan<byte> bytes)
    {
        var (first, second, missed) = (SlotAt(bytes, 0), SlotAt(bytes, 1), SlotAt(bytes, PlaceOfMissed));
        var place = second?.Sequence > (first?.Sequence ?? -1) ? 1 : 0;
        var newest = place == 0 ? first : second;
        return newest is null ? Unusable("it holds no head, or one that another version of the program wrote") : new EventHeadContent(true, null, newest, place, missed);
    }

    private static EventHeadSlot? SlotAt(ReadOnlySpan<byte> bytes, int place)
        => bytes.Length >= (place + 1) * EventHeadSlot.Size ? EventHeadSlot.ReadFrom(bytes[(place * EventHeadSlot.Size)..]) : null;

    private static EventHeadContent Unusable(string problem) => new(true, problem, null, 0, null);
}
