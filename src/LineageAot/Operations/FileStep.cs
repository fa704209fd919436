namespace LineageAot.Operations;

/// <summary>What is done to a file or its name outside SQLite.</summary>
internal enum FileStep
{
    /// <summary>An empty file is made.</summary>
    Make,

    /// <summary>Its content is brought to the disk.</summary>
    SyncContent,

    /// <summary>The names of its folder are brought to the disk.</summary>
    SyncName,

    /// <summary>It gets a second name.</summary>
    AddName,

    /// <summary>It takes the place of the file that has the name.</summary>
    Replace,

    /// <summary>A name of it goes.</summary>
    Delete,
}

/// <summary>One look at a step, before and behind it: before it an exception has it fail.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Path">To which file.</param>
/// <param name="NewPath">The other name, where there is one.</param>
/// <param name="IsDone">It has been done.</param>
internal readonly record struct FileStepSeen(FileStep Step, string Path, string? NewPath, bool IsDone);
