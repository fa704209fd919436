namespace LineageAot.Lineage;

/// <summary>The same name stands for something else already, or the thing isn't in a state in which this can be done.</summary>
public sealed class LineageConflictException(string message) : LineageException(message);

/// <summary>The workspace has no such thing: it was deleted, it never was, or it belongs to another workspace. Nothing was written.</summary>
public sealed class LineageNotFoundException(string message) : LineageException(message)
{
    internal LineageNotFoundException(string kind, Guid id)
        : this($"This workspace has no {kind} with the key {id}. It may have been deleted, or belong to another workspace. Nothing was written.")
    {
    }
}

/// <summary>The lease has ended, and somebody else may have the work by now. Nothing was written: lease again, and make it anew.</summary>
public sealed class LeaseLostException(string message) : LineageException(message);
