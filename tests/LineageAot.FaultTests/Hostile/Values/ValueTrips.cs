using System.Globalization;
using LineageAot.Schema;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>
/// Rows of one record go into its table and are read back: most in bulk and by scans, one in eight by each other path in turn. What <see cref="AllowedChange"/> says must be refused is, and leaves nothing.
/// </summary>
internal sealed class ValueTrips<T>(Table<T> table, Draws draws, (string Name, Func<ValueDatabase, T, ValueTask<T?>> Read)[] reads) where T : class, IRow<T>, IValueRow<T>
{
    private const int Batch = 400, SinglesOneIn = 8, RefusedByBulkOneIn = 3;

    private long last;
    private int turn;

    public long Values { get; private set; }

    public long Refused { get; private set; }

    public long OtherReads { get; private set; }

    /// <param name="values">How many values, the refused ones aside.</param>
    /// <param name="meddle">Something that changes the file between writing and reading.</param>
    /// <param name="batch">Rows that are written at once.</param>
    public async Task RunAsync(long values, Func<Task>? meddle = null, int batch = Batch)
    {
        while (Values < values)
        {
            var first = last + 1;
            var rows = new List<T>();
            for (var i = 0; i < batch; i++)
            {
                var row = T.Draw(++last, draws);
                if (row.Values().Where(AllowedChange.IsRefused).ToList() is { Count: > 0 } wrong)
                {
                    await BeRefusedAsync(row, wrong);
                    continue;
                }

                rows.Add(row);
            }

            await WriteAsync(rows);
            if (meddle is not null)
            {
                await meddle();
            }

            await ReadAsync(rows, first);
        }
    }

    private async Task WriteAsync(List<T> rows)
    {
        await table.InsertManyAsync(rows.Where(static row => row.Id % SinglesOneIn != 0));
        foreach (var row in rows.Where(static row => row.Id % SinglesOneIn == 0))
        {
            var (name, write) = WritePaths<T>.All[turn++ % WritePaths<T>.All.Length];
            if (await write(table, row, Other(row.Id)) is { } returned)
            {
                Compare(row, returned, name);
            }
        }
    }

    private async Task ReadAsync(List<T> rows, long first)
    {
        var expected = rows.ToDictionary(static row => row.Id);
        var found = 0;
        await foreach (var row in Scan(first))
        {
            Compare(expected[row.Id], row, "scan");
            Values += row.Values().Count;
            found++;
        }

        found.ShouldBe(rows.Count);
        foreach (var row in rows.Where(static row => row.Id % SinglesOneIn == 1))
        {
            var (name, read) = reads[turn++ % reads.Length];
            Compare(row, (await read((ValueDatabase)table.Database, row)).ShouldNotBeNull(Say(row.Id, name, "the row isn't found")), name);
            OtherReads++;
        }
    }

    /// <summary>The rows from one on; the other ways to scan take turns.</summary>
    private async IAsyncEnumerable<T> Scan(long first)
    {
        switch (turn++ % 3)
        {
            case 0:
                await foreach (var row in table.AllAsync())
                {
                    if (row.Id >= first)
                    {
                        yield return row;
                    }
                }

                break;
            case 1:
                foreach (var row in table.All().Where(row => row.Id >= first))
                {
                    yield return row;
                }

                break;
            default:
                for (var page = await table.PageAsync(70); ; page = await table.PageAsync(70, page.Next))
                {
                    foreach (var row in page.Items.Where(row => row.Id >= first))
                    {
                        yield return row;
                    }

                    if (page.Next is null)
                    {
                        break;
                    }
                }

                break;
        }
    }

    private async Task BeRefusedAsync(T row, List<ColumnValue> wrong)
    {
        var error = Refused++ % RefusedByBulkOneIn == 0
            ? await Should.ThrowAsync<InvalidValueException>(async () => await table.InsertManyAsync([row]), Say(row.Id, wrong[0].Column, "is stored"))
            : await Should.ThrowAsync<InvalidValueException>(async () => await table.InsertAsync(row), Say(row.Id, wrong[0].Column, "is stored"));
        error.Table.ShouldBe(T.Schema.Name);
        error.Columns.ShouldHaveSingleItem().ShouldBeOneOf([.. wrong.Select(static value => value.Column)]);
        error.Message.ShouldContain(T.Schema.Name);
        error.Message.ShouldContain(error.Column!);
        foreach (var text in wrong.Select(static value => Convert.ToString(value.Value, CultureInfo.InvariantCulture)!).Where(static text => text.Length > 8))
        {
            error.ToString().ShouldNotContain(text);
        }
    }

    private T Other(long id)
    {
        while (true)
        {
            var row = T.Draw(id, draws);
            if (!row.Values().Any(AllowedChange.IsRefused))
            {
                return row;
            }
        }
    }

    private static void Compare(T written, T read, string path)
    {
        foreach (var (before, after) in written.Values().Zip(read.Values()))
        {
            if (!Sameness.Of(AllowedChange.Of(before), before.Form == Form.Scaled ? AllowedChange.Of(after) : after.Value))
            {
                throw new ChangedValueException(Say(written.Id, path, string.Create(CultureInfo.InvariantCulture, $"{before.Column} was {before.Value} and is {after.Value}")));
            }
        }
    }

    private static string Say(long id, string path, string what) => $"{T.Schema.Name} {id}, {path}: {what}";
}

internal sealed class ChangedValueException(string message) : Exception(message);
