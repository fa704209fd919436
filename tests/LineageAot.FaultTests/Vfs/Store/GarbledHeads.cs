using LineageAot.FaultTests.Vfs.Replay;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>
/// What a cut may leave of a head file, which is never synced: the record's cut gives an older one, or none. Besides that the newest, which reached the disk by itself, and one of which only a part did, or that holds what was
/// there before.
/// </summary>
internal static class GarbledHeads
{
    /// <summary>Of three images one keeps what the record's cut gave, one gets the newest heads, and one gets these garbled.</summary>
    /// <returns>Whether they are garbled.</returns>
    public static async Task<bool> LayOutAsync(Image image, string path)
    {
        if (image.Style.IsProcessDeath || image.Cut % 3 == 0 || image.NewestHeads.Count == 0)
        {
            return false;
        }

        var isGarbled = image.Cut % 3 == 1;
        var random = new Random(image.Cut);
        foreach (var (name, bytes) in image.NewestHeads.Where(static head => head.Value.Length > 0))
        {
            await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(path)!, name), isGarbled ? Garble([.. bytes], random) : bytes);
        }

        return isGarbled;
    }

    private static byte[] Garble(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length);
        var part = bytes.AsSpan(start, random.Next(1, bytes.Length - start + 1));
        switch (random.Next(4))
        {
            case 0:
                part.Clear();
                return bytes;
            case 1:
                random.NextBytes(part);
                return bytes;
            case 2:
                random.NextBytes(bytes);
                return bytes;
            default:
                return bytes[..start];
        }
    }
}
