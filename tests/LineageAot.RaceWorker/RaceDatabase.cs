namespace LineageAot.RaceWorker;

/// <summary>What somebody was told is committed.</summary>
[Table("marks")]
[Index(nameof(Note))]
public sealed partial record Mark([property: Key] long Id, string? Note);

/// <summary>The file that two want; three migrations old where it's new.</summary>
[Database]
public sealed partial class RaceDatabase : LineageDatabase
{
    public partial Table<Mark> Marks { get; }
}
