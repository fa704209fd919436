using LineageAot.Tests.Support;

namespace LineageAot.Tests.Writing;

/// <summary>A process that writes is killed in the middle: what it had acknowledged is there, and no unit is torn.</summary>
public sealed class KillTests
{
    private const int Producers = 8, LinesOfAUnit = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(2000)]
    public async Task Acknowledged_writes_survive_a_kill(int acknowledgements)
    {
        using var folder = new TempFolder();
        var path = folder.File("killed.db");
        var acknowledged = new List<string>();
        using (var writer = Program.Start("write", path))
        {
            writer.FirstLine.ShouldBe("ready");
            while (acknowledged.Count < acknowledgements)
            {
                acknowledged.Add(writer.ReadLine().ShouldNotBeNull());
            }

            writer.Kill();
            while (writer.ReadLine() is { Length: > 0 } late)
            {
                acknowledged.Add(late);
            }
        }

        await using var db = await ShopDatabase.OpenAsync(path);
        foreach (var number in acknowledged.Where(line => line.EndsWith('.')))
        {
            (await db.Orders.FindByNumberAsync(number)).ShouldNotBeNull($"order {number} was acknowledged");
        }

        var orders = await db.Orders.CountAsync();
        (await db.Lines.CountAsync()).ShouldBe(orders * LinesOfAUnit);
        (await db.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
    }

    /// <summary>In the second process: an acknowledged order's number is written to the console as a line that ends with a point.</summary>
    internal static async Task WriteUntilKilled(string path)
    {
        await using var db = await ShopDatabase.OpenAsync(path);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var gate = new Lock();
        output.WriteLine("ready");
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var number = $"{producer}-{i}.";
                await db.WriteAsync(unit =>
                {
                    var order = unit.Insert(new Order { Number = number, Customer = "Ada" });
                    unit.InsertMany(Enumerable.Range(0, LinesOfAUnit).Select(line => new OrderLine { Order = order.Id, Position = line, Text = "x" }));
                });
                lock (gate)
                {
                    output.WriteLine(number);
                }
            }
        })));
    }
}
