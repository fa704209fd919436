using System.Globalization;
using LineageAot.FaultTests.Hostile.Names;
using LineageAot.FaultTests.Hostile.Values;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>Tables of others with any names lie in a database's file: what walks over all tables leaves them as they are. And the file itself may have any name. <c>LINEAGEAOT_HOSTILE</c> says how many names.</summary>
public sealed class ForeignNameTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tables_of_others_are_kept_whatever_they_are_called()
    {
        var (names, count, files) = (new HostileText(HostileSettings.Seed), 0, 0);
        for (; count < HostileSettings.Names; files++)
        {
            var path = folder.NewPath();
            await (await ValueDatabase.OpenAsync(path)).DisposeAsync();
            var foreign = new ForeignTables(names, 12);
            FileFacts.Execute(path, foreign.Statements);
            count += foreign.Names;
            var before = FileFacts.Schema(path);
            await using (var database = await ValueDatabase.OpenAsync(path))
            {
                await database.Formed.InsertAsync(Formed.Draw(1, new Draws(new Random(1), refusedOneIn: 0)));
                (await database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
                (await database.CheckIntegrityAsync(new IntegrityCheckOptions())).Findings.ShouldBeEmpty();
                (await database.CheckHealthAsync()).ShouldNotBeNull();
                await database.OptimizeAsync();
                await database.VacuumAsync();
                await database.BackupAsync(path + ".copy");
            }

            foreign.ShouldBeIn(path);
            FileFacts.Schema(path).Where(static row => !row.Contains("|73716C6974655F73746174")).ShouldBe(before);
            await DatabaseRestore.RunAsync<ValueDatabase>(path + ".copy", path);
            foreign.ShouldBeIn(path);
            FileFacts.Schema(path).Where(static row => !row.Contains("|73716C6974655F73746174")).ShouldBe(before);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"names of others: {count:N0} in {files:N0} files, seed {HostileSettings.Seed}"));
    }

    [Fact]
    public async Task A_database_its_backups_and_their_folder_may_be_called_anything()
    {
        var (names, count, refused) = (new HostileText(HostileSettings.Seed + 1), 0, 0);
        var folders = Math.Max(4, HostileSettings.Names / 30);
        for (var i = 0; i < folders; i++)
        {
            var place = Path.GetDirectoryName(folder.NewPath())!;
            var inner = Directory.CreateDirectory(Path.Combine(place, names.NextFileName())).FullName;
            var (path, copy, backups) = (Path.Combine(inner, names.NextFileName()), Path.Combine(inner, "copy of " + names.NextFileName()), Directory.CreateDirectory(Path.Combine(inner, "b" + names.NextFileName())).FullName);
            count += 4;
            try
            {
                await using var database = await ValueDatabase.OpenAsync(path);
                var row = await database.Formed.InsertAsync(Formed.Draw(i, new Draws(new Random(i), refusedOneIn: 0)));
                await database.BackupAsync(copy);
                var second = await database.BackupToFolderAsync(new BackupFolder { Path = backups });
                await database.VacuumAsync();
                using (var lent = database.OpenConnection())
                using (var command = lent.CreateCommand())
                {
                    command.CommandText = "select count(*) from formed";
                    command.ExecuteScalar().ShouldBe(1L);
                }

                foreach (var backup in new[] { copy, second })
                {
                    File.Exists(backup).ShouldBeTrue(backup);
                    await using var restored = await ValueDatabase.OpenAsync(backup);
                    (await restored.Formed.FindAsync(i)).ShouldBe(row);
                }

                await database.DisposeAsync();
                (await DatabaseRestore.RunAsync<ValueDatabase>(copy, path)).ShouldNotBeNull();
                await using var again = await ValueDatabase.OpenAsync(path);
                (await again.Formed.FindAsync(i)).ShouldBe(row);
            }
            catch (ConfigurationException e)
            {
                e.Message.ShouldNotBeEmpty();
                refused++;
            }

            // Nothing but what was named, in the folder that was named.
            Directory.GetFileSystemEntries(place).ShouldBe([inner]);
        }

        refused.ShouldBeLessThan(folders / 2 + 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"paths: {count:N0}, {refused:N0} of {folders:N0} refused, seed {HostileSettings.Seed}"));
    }
}
