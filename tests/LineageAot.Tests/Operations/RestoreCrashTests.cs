using LineageAot.Operations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>A restore ends before each of its steps, by a death (the files as they lie there, looked at elsewhere) or by an error: the database is the old one or the new one, whole.</summary>
public sealed class RestoreCrashTests
{
    public static TheoryData<bool> WithAndWithoutLog => [false, true];

    [Theory]
    [MemberData(nameof(WithAndWithoutLog))]
    public void What_lies_on_the_disk_before_each_step_is_whole(bool withLog)
    {
        using var scenario = new RestoreScenario();
        using var copies = new TempFolder();
        scenario.LeaveOld(withLog);
        var steps = new List<string>();
        scenario.Restore(beforeStep: step =>
        {
            var copy = Directory.CreateDirectory(copies.File(steps.Count.ToString())).FullName;
            foreach (var file in Directory.GetFiles(scenario.Folder).Where(static file => !file.EndsWith(".lock")))
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            steps.Add(step);
        });

        steps.ShouldBe(["copy", "settle", "keep", "rename", "sync"]);
        var old = withLog ? "old, logged" : "old";
        for (var i = 0; i < steps.Count; i++)
        {
            var path = copies.File(Path.Combine(i.ToString(), "live.db"));
            RestoreScenario.Content(path).ShouldBe(steps[i] == "sync" ? "backup" : old);
            Restore.Run(new RestoreInputs { Backup = Path.Combine(Path.GetDirectoryName(path)!, "backup.bak"), Database = path, Now = DateTimeOffset.UnixEpoch, CheckSchema = static _ => null }, default);
            RestoreScenario.Content(path).ShouldBe("backup");
        }
    }

    [Theory]
    [InlineData("copy", false)]
    [InlineData("settle", false)]
    [InlineData("keep", false)]
    [InlineData("rename", false)]
    [InlineData("copy", true)]
    [InlineData("settle", true)]
    [InlineData("keep", true)]
    [InlineData("rename", true)]
    public void After_an_error_in_a_step_the_old_one_is_there_and_nothing_else(string at, bool withLog)
    {
        using var scenario = new RestoreScenario();
        scenario.LeaveOld(withLog);
        Should.Throw<RestoreException>(() => scenario.Restore(beforeStep: step => Fail(step, at))).Message.ShouldContain("is as it was");
        scenario.Leftovers().ShouldBeEmpty();
        RestoreScenario.Content(scenario.Path).ShouldBe(withLog ? "old, logged" : "old");
        OwnershipLock.IsHeldHere(scenario.Path).ShouldBeFalse();
        scenario.Restore();
        RestoreScenario.Content(scenario.Path).ShouldBe("backup");
    }

    [Theory]
    [InlineData("keep -wal")]
    [InlineData("keep")]
    [InlineData("delete -wal")]
    [InlineData("rename")]
    public void A_damaged_one_and_its_log_stay_together_when_a_step_fails(string at)
    {
        using var scenario = new RestoreScenario();
        scenario.LeaveOld(withLog: true);
        scenario.DamageOld();
        var before = scenario.Files();
        Should.Throw<RestoreException>(() => scenario.Restore(beforeStep: step => Fail(step, at)));
        scenario.Files().ShouldBe(before);
    }

    [Fact]
    public void At_no_step_of_a_damaged_ones_replacement_its_log_lies_beside_the_new_file_or_is_gone()
    {
        using var scenario = new RestoreScenario();
        scenario.LeaveOld(withLog: true);
        scenario.DamageOld();
        var (damaged, log) = (RestoreScenario.Hash(scenario.Path), RestoreScenario.Hash(scenario.Path + "-wal"));
        var steps = new List<string>();
        scenario.Restore(beforeStep: step =>
        {
            steps.Add(step);
            var isNew = RestoreScenario.Hash(scenario.Path) != damaged;
            isNew.ShouldBe(step == "sync");
            (isNew && File.Exists(scenario.Path + "-wal")).ShouldBeFalse();
            Directory.GetFiles(scenario.Folder, "*-wal").Any(file => RestoreScenario.Hash(file) == log).ShouldBeTrue();
        });
        steps.ShouldContain("keep -wal");
        steps.ShouldContain("delete -wal");
    }

    [Fact]
    public void At_no_step_the_head_of_the_old_ones_events_lies_beside_the_new_file_or_is_gone()
    {
        using var scenario = new RestoreScenario();
        scenario.LeaveOld(withLog: true);
        var head = scenario.Path + ".head";
        File.WriteAllText(head, "newest");
        var steps = new List<string>();
        scenario.Restore(beforeStep: step =>
        {
            steps.Add(step);
            File.Exists(head).ShouldBe(step is not ("rename" or "sync"));
            Directory.GetFiles(scenario.Folder, "*.head").ShouldAllBe(file => File.ReadAllText(file) == "newest");
            Directory.GetFiles(scenario.Folder, "*.head").ShouldNotBeEmpty();
        });

        steps.ShouldBe(["copy", "settle", "keep .head", "keep", "delete .head", "rename", "sync"]);
        File.Exists(head).ShouldBeFalse();
        File.ReadAllText(Directory.GetFiles(scenario.Folder, "*.before-restore.*.bak.head").ShouldHaveSingleItem()).ShouldBe("newest");
    }

    [Theory]
    [InlineData("keep .head")]
    [InlineData("keep")]
    [InlineData("delete .head")]
    [InlineData("rename")]
    public void The_head_stays_with_the_old_one_when_a_step_fails(string at)
    {
        using var scenario = new RestoreScenario();
        scenario.LeaveOld(withLog: true);
        File.WriteAllText(scenario.Path + ".head", "newest");
        Should.Throw<RestoreException>(() => scenario.Restore(beforeStep: step => Fail(step, at)));
        File.ReadAllText(scenario.Path + ".head").ShouldBe("newest");
        Directory.GetFiles(scenario.Folder, "*.bak.head").ShouldBeEmpty();
    }

    private static void Fail(string step, string at)
    {
        if (step == at)
        {
            throw new IOException("injected");
        }
    }
}
