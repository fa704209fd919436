namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>A file on the simulated disk: what it surely has, what it was given since its last sync, and what the system shows of it to those who read.</summary>
internal sealed class DiskFile
{
    private readonly FileBytes durable = new(), shown = new();
    private readonly List<DiskOperation> pending = [];

    /// <summary>Takes a write, a truncate or a sync.</summary>
    /// <param name="operation">What was done to the file.</param>
    /// <param name="random">A failed sync loses writes by its choice.</param>
    public void Take(DiskOperation operation, Random random)
    {
        switch (operation.Kind)
        {
            case OperationKind.Sync:
                foreach (var waiting in pending)
                {
                    durable.Apply(waiting);
                }

                pending.Clear();
                break;

            case OperationKind.FailedSync:
                // The system marks the pages as clean all the same: a later sync doesn't bring them (https://wiki.postgresql.org/wiki/Fsync_Errors).
                var losesAll = random.Next(2) == 0;
                pending.RemoveAll(waiting => waiting.Kind == OperationKind.Write && (losesAll || random.Next(2) == 0));
                break;

            default:
                pending.Add(operation);
                shown.Apply(operation);
                break;
        }
    }

    /// <summary>What the disk has after the power went, or what is read after the process died.</summary>
    public FileBytes AfterCut(CutStyle style, Random random)
    {
        if (style.IsProcessDeath)
        {
            return shown;
        }

        if (pending.Count == 0)
        {
            return durable;
        }

        var image = new FileBytes(durable);
        if (style.FillsHoles)
        {
            image.Holes = random;
        }

        var fates = new PendingFates(style, pending.Count, random);
        for (var i = 0; i < pending.Count; i++)
        {
            switch (fates.Of(i))
            {
                case Fate.Kept:
                    image.Apply(pending[i]);
                    break;

                case Fate.Torn when pending[i].Kind == OperationKind.Write:
                    image.ApplyTorn(pending[i], random);
                    break;
            }
        }

        return image;
    }
}
