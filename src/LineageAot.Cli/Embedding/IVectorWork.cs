namespace LineageAot.Cli.Embedding;

/// <summary>A piece of work for the user's program.</summary>
/// <param name="Key">What its answer says of which it is.</param>
/// <param name="Line">What the program reads.</param>
internal readonly record struct WorkItem(string Key, string Line);

/// <summary>Work under leases. What isn't recorded is given back when it's disposed.</summary>
internal interface IVectorWork : IAsyncDisposable
{
    /// <summary>Takes more; none where nothing is left, or what is left has to wait.</summary>
    Task<IReadOnlyList<WorkItem>> TakeAsync(int max);

    /// <summary>Which piece of work an answer is about; null where it names none.</summary>
    string? KeyOf(ProgramAnswer answer);

    /// <summary>Records answers; each is about a piece of work that was taken. How many of them are failures.</summary>
    Task<int> RecordAsync(IReadOnlyList<ProgramAnswer> given);

    /// <summary>Prolongs what is held.</summary>
    Task RenewAsync();
}
