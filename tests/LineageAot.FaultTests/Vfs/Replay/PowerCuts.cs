using System.Globalization;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>What many cuts of one record brought.</summary>
/// <param name="Cuts">Images that were opened.</param>
/// <param name="WithLosses">Images that lacked something acknowledged at Normal: allowed.</param>
/// <param name="Failures">Broken promises, with what is needed to see each again.</param>
internal sealed record CutReport(int Cuts, int WithLosses, IReadOnlyList<string> Failures)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cuts} cuts, {WithLosses} with losses that Normal allows, {Failures.Count} failures");
}

/// <summary>What a disk has after a cut.</summary>
/// <param name="Cut">Its number.</param>
/// <param name="Place">Operations before it.</param>
/// <param name="Style">How the disk treated what waited for a sync.</param>
/// <param name="Files">By name.</param>
/// <param name="Told">What callers had been told by then.</param>
internal sealed record Image(int Cut, int Place, CutStyle Style, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<Told> Told)
{
    /// <summary>The head files (which are never synced) as they were at the cut, by name: the system may have brought them to the disk by itself.</summary>
    public IReadOnlyDictionary<string, byte[]> NewestHeads { get; init; } = new Dictionary<string, byte[]>();

    /// <param name="path">Of the database; its folder gets all files.</param>
    public async Task LayOutAsync(string path)
    {
        foreach (var (name, bytes) in Files)
        {
            await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(path)!, name), bytes);
        }
    }
}

/// <summary>Cuts a record at many points in many ways, and opens each image.</summary>
internal static class PowerCuts
{
    /// <param name="folder">Where images are laid out.</param>
    /// <param name="run">The record, and what was asked for.</param>
    /// <param name="cuts">How many; evenly over the record, every eighth a death of the process alone.</param>
    /// <param name="seed">Of all choices.</param>
    /// <param name="from">The operation behind which the first may be.</param>
    public static Task<CutReport> MakeAsync(ScratchFolder folder, Run run, int cuts, int seed, int from = 0)
        => MakeAsync(folder, run.Operations, cuts, seed, async (image, path) =>
        {
            var content = await Content.ReadAsync(Run.Options(path, run.IsFull));
            return Verdict.Of(content, image.Told, run.Requests, request => image.Style.IsProcessDeath || run.IsFull || request.IsFull);
        }, from);

    /// <param name="folder">Where images are laid out.</param>
    /// <param name="operations">The record.</param>
    /// <param name="cuts">How many; evenly over the record, every eighth a death of the process alone.</param>
    /// <param name="seed">Of all choices.</param>
    /// <param name="check">Opens the database at a path, in whose folder the image's files lie, and says what is wrong.</param>
    /// <param name="from">The operation behind which the first may be.</param>
    /// <param name="isEven">As many far from that operation as near it.</param>
    public static async Task<CutReport> MakeAsync(ScratchFolder folder, IReadOnlyList<DiskOperation> operations, int cuts, int seed, Func<Image, string, Task<Verdict>> check, int from = 0, bool isEven = false)
    {
        var failures = new List<string>();
        var withLosses = 0;
        await Parallel.ForEachAsync(Images(operations, cuts, seed, from, isEven), async (image, _) =>
        {
            var verdict = await CheckAsync(folder, image, check);
            lock (failures)
            {
                withLosses += verdict.Lost > 0 ? 1 : 0;
                if (verdict.Broken.Count > 0)
                {
                    failures.Add($"seed {seed}, cut {image.Cut} of {cuts}, at operation {image.Place} of {operations.Count}, {image.Style}: {string.Join("; ", verdict.Broken)}");
                }
            }
        });
        return new CutReport(cuts, withLosses, failures);
    }

    /// <summary>The images, in the record's order.</summary>
    public static IEnumerable<Image> Images(IReadOnlyList<DiskOperation> operations, int cuts, int seed, int from, bool isEven = false)
    {
        var disk = new Disk(new Random(seed));
        var place = 0;
        for (var cut = 0; cut < cuts; cut++)
        {
            // Behind a fault more often than far from it.
            var share = Math.Pow((cut + 1.0) / cuts, from > 0 && !isEven ? 3 : 1);
            for (var end = from + (int)Math.Round(share * (operations.Count - from)); place < end; place++)
            {
                disk.Take(operations[place]);
            }

            var choice = new Random(unchecked(seed * 486187739 + cut));
            var style = cut % 8 == 0 ? CutStyle.ProcessDeath : CutStyle.Choose(choice);
            yield return new Image(cut, place, style, disk.AfterCut(style, choice).ToDictionary(static file => file.Key, static file => file.Value.Content.ToArray()), [.. disk.Told])
            {
                NewestHeads = disk.AfterCut(CutStyle.ProcessDeath, choice).Where(static file => file.Key.EndsWith(".head", StringComparison.Ordinal)).ToDictionary(static file => file.Key, static file => file.Value.Content.ToArray()),
            };
        }
    }

    private static async Task<Verdict> CheckAsync(ScratchFolder folder, Image image, Func<Image, string, Task<Verdict>> check)
    {
        var path = folder.NewPath();
        try
        {
            await image.LayOutAsync(path);
            return await check(image, path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
