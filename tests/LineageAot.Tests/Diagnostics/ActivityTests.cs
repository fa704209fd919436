using System.Diagnostics;
using LineageAot.Tests.Migrations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Diagnostics;

[Collection(TelemetryCollection.Name)]
public sealed class ActivityTests
{
    [Fact]
    public async Task A_write_belongs_to_its_caller()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using var caller = Activities.Begin("caller");
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        Activity.Current.ShouldBe(caller);
        var commit = activities.All.ShouldHaveSingleItem();
        commit.DisplayName.ShouldBe("INSERT orders");
        commit.Kind.ShouldBe(ActivityKind.Client);
        commit.Status.ShouldBe(ActivityStatusCode.Unset);
        commit.ParentSpanId.ShouldBe(caller.SpanId);
        commit.Links.ShouldHaveSingleItem().Context.ShouldBe(caller.Context);
        commit.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        commit.TagObjects.ToDictionary().ShouldBe(new Dictionary<string, object?>
        {
            ["db.system.name"] = "sqlite", ["db.namespace"] = file.Name, ["db.operation.name"] = "INSERT", ["db.collection.name"] = "orders",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_write_without_a_caller_belongs_to_nobody()
    {
        using var opener = Activities.Begin("opener");
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        Activity.Current = null;
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        var commit = activities.All.ShouldHaveSingleItem();
        commit.ParentId.ShouldBeNull();
        commit.Links.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transaction_of_many_callers_has_links_to_so_many()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        var callers = new List<ActivityContext>();
        await file.TogetherAsync(() =>
        {
            var writes = new List<Task>();
            for (var i = 0; i < 200; i++)
            {
                using var caller = Activities.Begin("caller");
                callers.Add(caller.Context);
                writes.Add(file.Database.Orders.InsertAsync(TelemetryFile.Order($"A-{i}")).AsTask());
            }

            return writes;
        });
        var commit = activities.Of("BATCH INSERT").ShouldHaveSingleItem();
        commit.DisplayName.ShouldBe("BATCH INSERT orders");
        commit.ParentId.ShouldBeNull();
        commit.Links.Select(link => link.Context).ShouldBe(callers.Take(128));
        commit.GetTagItem("db.operation.batch.size").ShouldBe(200);
    }

    [Fact]
    public async Task A_failure_is_told_by_its_kind_and_not_by_its_message()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        await Should.ThrowAsync<ConstraintException>(async () => await file.Database.Orders.InsertAsync(TelemetryFile.Order("A", amount: -1)));
        var failed = activities.All.ShouldHaveSingleItem();
        (failed.Status, failed.StatusDescription).ShouldBe((ActivityStatusCode.Error, "ConstraintException"));
        failed.GetTagItem("error.type").ShouldBe("LineageAot.ConstraintException");
        failed.GetTagItem("db.response.status_code").ShouldBe("275");

        await file.TogetherAsync(() => [file.Database.Orders.InsertAsync(TelemetryFile.Order("B")).AsTask(), file.Database.Orders.InsertAsync(TelemetryFile.Order("C", amount: -1)).AsTask()]);
        var commit = activities.Of("BATCH INSERT").ShouldHaveSingleItem();
        commit.Status.ShouldBe(ActivityStatusCode.Unset);
        commit.GetTagItem("lineageaot.batch.failed_requests").ShouldBe(1);
    }

    [Fact]
    public async Task A_bulk_write_is_one_activity_and_its_transactions_are_below()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using var caller = Activities.Begin("caller");
        await file.Database.Orders.InsertManyAsync([TelemetryFile.Order("A"), TelemetryFile.Order("B")]);
        Activity.Current.ShouldBe(caller);
        var (commit, whole) = (activities.All[0], activities.All[1]);
        activities.All.Count.ShouldBe(2);
        whole.ParentSpanId.ShouldBe(caller.SpanId);
        commit.ParentSpanId.ShouldBe(whole.SpanId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_belong_to_their_caller_and_show_text_only_when_asked(bool logSql)
    {
        await using var file = await TelemetryFile.OpenAsync(logSql: logSql);
        using var activities = new Activities(file.Name);
        using var caller = Activities.Begin("caller");
        var count = file.Database.CountNotesAsync();
        Activity.Current.ShouldBe(caller);
        await count;
        await foreach (var _ in file.Database.Notes.AllAsync())
        {
        }

        Activity.Current.ShouldBe(caller);
        activities.All.ShouldAllBe(activity => activity.ParentSpanId == caller.SpanId);
        activities.All.Select(activity => activity.DisplayName).ShouldBe(["ShopDatabase.CountNotesAsync", "all notes"]);
        activities.All[0].GetTagItem("db.query.text").ShouldBe(logSql ? "select count(*) from notes" : null);
        activities.All.ShouldAllBe(activity => activity.TagObjects.Any(tag => tag.Key == "db.query.text") == logSql);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_or_fails_says_so()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using var source = new CancellationTokenSource();
        await using (var rows = file.Database.QueryStream<long, Reading.NumberDecoder, LineageAot.Schema.NoParameters>(Reading.Queries.FewThenEndless, default, source.Token).GetAsyncEnumerator(source.Token))
        {
            await rows.MoveNextAsync();
            await source.CancelAsync();
        }

        activities.All.ShouldHaveSingleItem().GetTagItem("db.operation.name").ShouldBe("WITH");
        await Should.ThrowAsync<QueryException>(async () => await file.Database.QuerySingleAsync<long, Reading.NumberDecoder, LineageAot.Schema.NoParameters>(new("select * from nowhere", "Nowhere"), default));
        activities.All[1].Status.ShouldBe(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task Checkpoints_and_backups_belong_to_who_asks()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using var caller = Activities.Begin("caller");
        await file.Database.CheckpointAsync();
        await file.Database.BackupAsync(file.Path + ".bak");
        await Should.ThrowAsync<BackupException>(async () => await file.Database.BackupAsync(file.Path + ".bak"));
        Activity.Current.ShouldBe(caller);
        activities.All.ShouldAllBe(activity => activity.ParentSpanId == caller.SpanId);
        activities.All.Select(activity => (activity.DisplayName, activity.Status)).ShouldBe([
            ($"CHECKPOINT {file.Name}", ActivityStatusCode.Unset), ($"BACKUP {file.Name}", ActivityStatusCode.Unset), ($"BACKUP {file.Name}", ActivityStatusCode.Error)]);
        activities.All.SelectMany(activity => activity.TagObjects).ShouldNotContain(tag => tag.Value is string && ((string)tag.Value).Contains(file.Folder));
    }

    [Fact]
    public async Task Migrations_belong_to_who_asks_for_them()
    {
        using var folder = new TempFolder();
        var name = $"{Guid.NewGuid():N}.db";
        var options = new DatabaseOptions { Path = folder.File(name) };
        using var activities = new Activities(name);
        using var measurements = new Measurements(name);
        using var caller = Activities.Begin("caller");
        await DatabaseMigrations.ApplyAsync(options, TenVersions.Schema, new MigrateOptions { To = 2 });
        await DatabaseMigrations.RollbackAsync(options with { AllowDestructive = true, BackupBeforeDestructive = false }, TenVersions.Schema);
        var migrations = activities.All.Where(activity => activity.DisplayName.Contains("step_")).ToList();
        migrations.Select(activity => activity.DisplayName).ShouldBe([
            "MIGRATE Tests.Database 0001_step_1.sql", "MIGRATE Tests.Database 0002_step_2.sql", "UNDO MIGRATION Tests.Database 0002_step_2.sql"]);
        migrations.ShouldAllBe(activity => activity.ParentSpanId == caller.SpanId);
        measurements.Operations("MIGRATE").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_units_code_sees_its_callers_activity_and_the_next_one_does_not()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using (var caller = Activities.Begin("caller"))
        {
            (await file.Database.WriteAsync(_ => Activity.Current?.SpanId)).ShouldBe(caller.SpanId);
        }

        (await file.Database.WriteAsync(_ => Activity.Current)).ShouldBeNull();
        activities.Of("TRANSACTION").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_unit_sees_nothing_of_the_one_before_it_in_the_transaction()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var activities = new Activities(file.Name);
        using var caller = Activities.Begin("caller");
        Task<Activity?> second = null!;
        await file.TogetherAsync(() =>
        {
            var first = file.Database.WriteAsync(static _ => { }).AsTask();
            Activity.Current = null;
            second = file.Database.WriteAsync(static _ => Activity.Current).AsTask();
            return [first, second];
        });
        (await second).ShouldBeNull();
    }

    [Fact]
    public async Task The_writer_keeps_nothing_of_who_opened_the_database()
    {
        using var opener = Activities.Begin("opener");
        await using var file = await TelemetryFile.OpenAsync();
        (await file.Database.WriteAsync(static _ => Activity.Current)).ShouldBeNull();
    }
}
