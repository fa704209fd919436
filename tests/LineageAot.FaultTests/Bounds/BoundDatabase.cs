namespace LineageAot.FaultTests.Bounds;

/// <summary>A row of as many bytes as its text.</summary>
[Table("texts")]
public sealed partial record Line([property: Key] long Id, string Text);

[Database]
public sealed partial class BoundDatabase : LineageDatabase
{
    public partial Table<Line> Lines { get; }
}
