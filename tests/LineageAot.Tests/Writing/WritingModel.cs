namespace LineageAot.Tests.Writing;

public readonly record struct OrderId(Guid Value);

public enum OrderState { Open, Paid, Shipped }

[Table("orders")]
[Index(nameof(Customer))]
public sealed partial record Order
{
    [Key(Generated = true)] public OrderId Id { get; init; }
    [Unique] public required string Number { get; init; }
    public required string Customer { get; init; }
    public OrderState State { get; init; }
    [Check("amount >= 0")] public long Amount { get; init; }
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
    [RowVersion] public long Version { get; init; }
}

[Table("order_lines")]
public sealed partial record OrderLine
{
    [Key(Order = 0)] [References(typeof(Order), OnDelete = ReferenceAction.Cascade)] public required OrderId Order { get; init; }
    [Key(Order = 1)] public required int Position { get; init; }
    public required string Text { get; init; }
}

[Table("notes")]
public sealed partial record Note
{
    [Key(Generated = true)] public long Id { get; init; }
    public required string Text { get; init; }
    [Default("'none'")] public string? Tag { get; init; }
    [Computed("length(text)")] public long Length { get; init; }

    /// <summary>A text that a note refuses by itself, before it's queued.</summary>
    public const string Refused = "refused by itself";

    static partial void OnWriting(in Note row)
    {
        if (row.Text == Refused)
        {
            throw new InvalidValueException("The note refuses itself.");
        }
    }
}

[Database]
public sealed partial class ShopDatabase : LineageDatabase
{
    public partial Table<Order> Orders { get; }

    public partial Table<OrderLine> Lines { get; }

    public partial Table<Note> Notes { get; }

    [Command("update orders set state = @state, version = version + 1 where customer = @customer")]
    public partial ValueTask<int> SetStateOfAsync(string customer, OrderState state, CancellationToken cancellationToken = default);

    [Query("select count(*) from notes")]
    public partial ValueTask<long> CountNotesAsync(CancellationToken cancellationToken = default);
}

/// <summary>A table whose children may come before their parents inside one unit.</summary>
[Table("nodes")]
[Index(nameof(Parent))]
public sealed partial record Node
{
    [Key] public required long Id { get; init; }
    [References(typeof(Node), Deferrable = true)] public long? Parent { get; init; }
}

[Database]
public sealed partial class TreeDatabase : LineageDatabase
{
    public partial Table<Node> Nodes { get; }
}
