namespace LineageAot;

/// <summary>When a commit counts as done.</summary>
public enum Durability
{
    /// <summary>When the operating system has it: survives the death of the process; a power cut may drop the last commits.</summary>
    Normal,

    /// <summary>When the disk has it: survives a power cut where the system honours fsync.</summary>
    Full,
}
