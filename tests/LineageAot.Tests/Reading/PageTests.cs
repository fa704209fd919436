namespace LineageAot.Tests.Reading;

public sealed class PageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(100_000)]
    public async Task Pages_cover_a_table_once(int size)
    {
        await using var file = ReadingFile.Create(items: 100);
        var pages = await Pages(file.Items, size);
        pages.SelectMany(page => page.Items).Select(item => item.Id).ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
        pages.SkipLast(1).ShouldAllBe(page => page.Items.Count == size);
        pages.Count.ShouldBe((100 + size - 1) / size);
    }

    [Fact]
    public async Task An_empty_table_is_one_empty_page()
    {
        await using var file = ReadingFile.Create();
        var page = await file.Items.PageAsync(10);
        page.Items.ShouldBeEmpty();
        page.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Composite_keys_of_every_storage_type()
    {
        await using var file = ReadingFile.Create();
        var places = new[] { "", "a", "ä", "b \"q\"", "𝄞" }
            .SelectMany(country => Enumerable.Range(0, 3).SelectMany(number => new[] { double.NegativeInfinity, -1.5, 0, 1e300, double.PositiveInfinity }
                .Select(height => new Place { Country = country, Number = new Guid(number, 0, 0, new byte[8]), Height = height })))
            .ToArray();
        file.Insert(places);
        var all = file.Places.All().ToArray();
        all.Length.ShouldBe(places.Length);
        var paged = new List<Place>();
        Cursor? cursor = null;
        do
        {
            var page = await file.Places.PageAsync(4, cursor is null ? null : Cursor.Parse(cursor.ToString()));
            paged.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        paged.ShouldBe(all);
    }

    [Fact]
    public async Task Deletes_and_inserts_between_pages_neither_skip_nor_repeat()
    {
        await using var file = ReadingFile.Create(items: 30);
        var first = await file.Items.PageAsync(10);
        file.Writer.Execute("delete from items where id in (1, 5, 10, 11, 20)");
        file.Insert([ReadingFile.Item(1)]);
        var second = await file.Items.PageAsync(10, first.Next);
        second.Items.Select(item => item.Id).ShouldBe([12, 13, 14, 15, 16, 17, 18, 19, 21, 22]);
        file.Writer.Execute("delete from items where id > 22");
        var third = await file.Items.PageAsync(10, second.Next);
        third.Items.ShouldBeEmpty();
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursors_text_goes_on_after_a_restart()
    {
        await using var file = ReadingFile.Create(items: 30);
        var text = (await file.Items.PageAsync(10)).Next.ShouldNotBeNull().ToString();
        text.ShouldMatch("^[A-Za-z0-9_-]+$");
        await file.Readers.CloseAsync();
        file.Readers.Reopen();
        Cursor.TryParse(text, out var cursor).ShouldBeTrue();
        cursor.ToString().ShouldBe(text);
        (await file.Items.PageAsync(10, cursor)).Items[0].Id.ShouldBe(11);
    }

    [Fact]
    public async Task A_changed_text_is_refused()
    {
        await using var file = ReadingFile.Create(items: 30);
        var text = (await file.Items.PageAsync(10)).Next.ShouldNotBeNull().ToString();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Cursor.TryParse(changed, out _).ShouldBeFalse(changed);
            Cursor.TryParse(text[..i], out _).ShouldBeFalse();
        }

        foreach (var other in new[] { "", " ", "?", text + "A", text + "=", " " + text, "x\0", "ü" })
        {
            Should.Throw<FormatException>(() => Cursor.Parse(other)).Message.ShouldContain("first page");
        }

        Cursor.TryParse(null, out _).ShouldBeFalse();
        Should.Throw<ArgumentNullException>(() => Cursor.Parse(null!));
    }

    [Fact]
    public async Task Another_tables_cursor_is_refused()
    {
        await using var file = ReadingFile.Create(items: 30);
        var cursor = (await file.Items.PageAsync(10)).Next;
        (await Should.ThrowAsync<ArgumentException>(async () => await file.Places.PageAsync(10, cursor))).Message.ShouldContain("another table");
    }

    [Fact]
    public async Task A_cursor_of_another_key_is_refused()
    {
        await using var file = ReadingFile.Create(items: 30);
        var two = new Cursor("items", [new(LineageAot.Schema.ColumnType.Integer, 1, []), new(LineageAot.Schema.ColumnType.Integer, 2, [])]);
        await Should.ThrowAsync<ArgumentException>(async () => await file.Items.PageAsync(10, two));
        var text = new Cursor("items", [new(LineageAot.Schema.ColumnType.Text, 0, "1"u8.ToArray())]);
        await Should.ThrowAsync<ArgumentException>(async () => await file.Items.PageAsync(10, text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public async Task Sizes_are_checked(int size)
    {
        await using var file = ReadingFile.Create();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await file.Items.PageAsync(size));
    }

    private static async Task<List<Page<Item>>> Pages(ReadTable<Item> table, int size)
    {
        var pages = new List<Page<Item>>();
        Cursor? cursor = null;
        do
        {
            var page = await table.PageAsync(size, cursor);
            pages.Add(page);
            cursor = page.Next;
        }
        while (cursor is not null);
        return pages;
    }
}
