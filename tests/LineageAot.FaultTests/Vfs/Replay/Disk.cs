namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>A disk that is given a record, one operation after another, and can be cut from its power at any point.</summary>
/// <param name="random">What failed syncs lose.</param>
internal sealed class Disk(Random random)
{
    private readonly Dictionary<int, DiskFile> files = [];
    private readonly Dictionary<string, int> durableNames = [];
    private readonly List<DiskOperation> pendingNames = [];
    private readonly List<Told> told = [];

    /// <summary>What callers were told so far.</summary>
    public IReadOnlyList<Told> Told => told;

    public void Take(DiskOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Told:
                told.Add(operation.Told!);
                return;

            case OperationKind.Link:
                files.TryAdd(operation.File, new DiskFile());
                pendingNames.Add(operation);
                return;

            case OperationKind.Unlink:
                pendingNames.Add(operation);
                break;

            case OperationKind.SyncNames:
                break;

            default:
                files[operation.File].Take(operation, random);
                break;
        }

        if (operation.IsNameDurable)
        {
            foreach (var name in pendingNames)
            {
                Apply(durableNames, name);
            }

            pendingNames.Clear();
        }
    }

    /// <summary>The files by name after the power went, or the process died, at this moment.</summary>
    public IReadOnlyDictionary<string, FileBytes> AfterCut(CutStyle style, Random choice)
    {
        // File systems keep changes of names in their order.
        var names = new Dictionary<string, int>(durableNames);
        foreach (var name in pendingNames.Take(style.IsProcessDeath ? pendingNames.Count : choice.Next(pendingNames.Count + 1)))
        {
            Apply(names, name);
        }

        return names.OrderBy(static name => name.Key, StringComparer.Ordinal).ToDictionary(static name => name.Key, name => files[name.Value].AfterCut(style, choice));
    }

    private static void Apply(Dictionary<string, int> names, DiskOperation operation)
    {
        if (operation.Kind == OperationKind.Link)
        {
            names[operation.Name] = operation.File;
        }
        else
        {
            names.Remove(operation.Name);
        }
    }
}
