using LineageAot.Operations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

public sealed class OwnershipLockTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_open_in_this_process_is_refused_with_its_own_sentence()
    {
        using var first = OwnershipLock.Acquire(Path);
        Should.Throw<ConfigurationException>(() => OwnershipLock.Acquire(Path)).Message.ShouldContain("in this process already");
    }

    [Fact]
    public void It_is_free_again_after_disposal_and_its_file_stays_and_is_empty()
    {
        OwnershipLock.Acquire(Path).Dispose();
        new FileInfo(OwnershipLock.PathFor(Path)).Length.ShouldBe(0);
        OwnershipLock.Acquire(Path).Dispose();
    }

    [Fact]
    public void Disposing_twice_does_not_free_the_next_owners_lock()
    {
        var first = OwnershipLock.Acquire(Path);
        first.Dispose();
        using var second = OwnershipLock.Acquire(Path);
        first.Dispose();
        Should.Throw<ConfigurationException>(() => OwnershipLock.Acquire(Path));
    }

    [Fact]
    public void Only_the_owner_may_read_and_write_its_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var owner = OwnershipLock.Acquire(Path);
        File.GetUnixFileMode(OwnershipLock.PathFor(Path)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Another_process_is_named()
    {
        using var other = Program.Start("own", Path);
        other.FirstLine.ShouldBe("ready");
        var error = Should.Throw<DatabaseBusyException>(() => OwnershipLock.Acquire(Path));
        error.Message.ShouldContain($"process {other.Id} (dotnet)");
    }

    [Fact]
    public void An_environment_that_turns_NETs_file_locks_off_does_not_turn_this_one_off()
    {
        var noLocks = new Dictionary<string, string> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };
        using (OwnershipLock.Acquire(Path))
        {
            using var refused = Program.Start(noLocks, "own", Path);
            refused.FirstLine.ShouldBe(nameof(DatabaseBusyException));
        }

        using var owner = Program.Start(noLocks, "own", Path);
        owner.FirstLine.ShouldBe("ready");
        Should.Throw<DatabaseBusyException>(() => OwnershipLock.Acquire(Path)).Message.ShouldContain($"process {owner.Id}");
    }

    [Fact]
    public void A_killed_process_leaves_the_lock_free()
    {
        using var other = Program.Start("own", Path);
        other.Kill();
        OwnershipLock.Acquire(Path).Dispose();
    }

    [Fact]
    public void What_others_put_into_the_file_cannot_break_the_message()
    {
        using var other = Program.Start("own", Path);
        // Past .NET's own lock: another program that doesn't ask for it.
        var shell = System.Diagnostics.Process.Start("sh", ["-c", $"printf 'line\\nline\\033[31m%500s' x > '{OwnershipLock.PathFor(Path)}'"]);
        shell.WaitForExit();
        var message = Should.Throw<DatabaseBusyException>(() => OwnershipLock.Acquire(Path)).Message;
        message.ShouldContain("line line");
        message.Any(char.IsControl).ShouldBeFalse();
        message.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void A_dead_owner_that_left_its_name_is_not_told_as_the_owner()
    {
        using var other = Program.Start("own", Path);
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", $"printf 'process 1999999999 (dotnet) on {Environment.MachineName}\\n' > '{OwnershipLock.PathFor(Path)}'"]);
        shell.WaitForExit();
        var message = Should.Throw<DatabaseBusyException>(() => OwnershipLock.Acquire(Path)).Message;
        message.ShouldContain("is open for writing in another process.");
        message.ShouldNotContain("1999999999");
    }

    [Fact]
    public void A_linked_lock_file_is_refused_and_its_target_left_alone()
    {
        File.WriteAllText(folder.File("precious"), "content");
        File.CreateSymbolicLink(OwnershipLock.PathFor(Path), folder.File("precious"));
        Should.Throw<ConfigurationException>(() => OwnershipLock.Acquire(Path)).Message.ShouldContain("symbolic link");
        File.ReadAllText(folder.File("precious")).ShouldBe("content");
    }

    [Fact]
    public void Of_many_that_race_one_wins()
    {
        for (var round = 0; round < 200; round++)
        {
            using var start = new Barrier(4);
            var owners = new OwnershipLock?[4];
            var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                try
                {
                    owners[i] = OwnershipLock.Acquire(Path);
                }
                catch (LineageException)
                {
                }
            })).ToArray();
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            owners.Count(owner => owner is not null).ShouldBe(1);
            Array.ForEach(owners, owner => owner?.Dispose());
        }
    }

    [Fact]
    public void Of_two_processes_that_race_one_wins()
    {
        for (var round = 0; round < 3; round++)
        {
            var processes = new SecondProcess?[2];
            Parallel.For(0, 2, i => processes[i] = Program.Start("own", Path));
            processes.Count(process => process!.FirstLine == "ready").ShouldBe(1);
            processes.Count(process => process!.FirstLine == nameof(DatabaseBusyException)).ShouldBe(1);
            Array.ForEach(processes, process => process!.Dispose());
        }
    }
}
