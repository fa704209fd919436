namespace LineageAot.FaultTests.Disk;

/// <summary>Rows that fill a small disk soon. Which request one is of, and which of its rows, is in its key.</summary>
[Table("blocks")]
public sealed partial record Block([property: Key] long Id, byte[] Content)
{
    public const int MostOfARequest = 1 << 10;

    public static Block Of(long request, int place)
    {
        var id = (request * MostOfARequest) + place;
        var content = new byte[500 + (id % 3000)];
        new System.Random((int)id).NextBytes(content);
        return new Block(id, content);
    }

    public bool IsWhole => Content.AsSpan().SequenceEqual(Of(Id / MostOfARequest, (int)(Id % MostOfARequest)).Content);
}

[Database]
public sealed partial class DiskDatabase : LineageDatabase
{
    public partial Table<Block> Blocks { get; }
}
