using System.Diagnostics;
using LineageAot.Operations;
using LineageAot.Tests.Reading;

namespace LineageAot.Tests.Support;

/// <summary>The test assembly as a second process: each command says a line when it is ready and ends when its input ends.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["own", var path]:
                return Own(path);
            case ["write", var path]:
                Writing.KillTests.WriteUntilKilled(path).GetAwaiter().GetResult();
                return 0;
            case ["migrate", var path]:
                Migrations.MigrationKillTests.Migrate(path);
                return 0;
            case ["migrate-to-statement", var path, var scenario, var number]:
                Migrations.MigrationCrashTests.MigrateAndDie(path, scenario, int.Parse(number));
                return 0;
            case ["migrate-together", var path, var scenario]:
                Migrations.MigrationRaceTests.MigrateTogether(path, scenario);
                return 0;
            case ["measure-migrations"]:
                Migrations.MigrationMeasurements.RunAsync().GetAwaiter().GetResult();
                return 0;
            case ["measure-upkeep"]:
                Operations.UpkeepMeasurements.RunAsync().GetAwaiter().GetResult();
                return 0;
            case ["use", var path]:
                UseAsync(path).GetAwaiter().GetResult();
                return 0;
            default:
                Console.Error.WriteLine("For tests only; run them with 'dotnet test'.");
                return 2;
        }
    }

    /// <summary>What a program does all day; says afterwards which ADO.NET assemblies that has loaded.</summary>
    private static async Task UseAsync(string path)
    {
        await using (var database = await ReadingDatabase.OpenAsync(path))
        {
            await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
            await database.Items.FindAsync(1);
            await database.CheckHealthAsync();
            await database.BackupAsync(path + ".bak");
        }

        var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name).Where(name => name is "Microsoft.Data.Sqlite" or "System.Data.Common");
        Console.WriteLine($"loaded: {string.Join(' ', loaded)}");
    }

    private static int Own(string path)
    {
        try
        {
            using var file = DatabaseFile.Claim(new DatabaseOptions { Path = path });
            Console.WriteLine("ready");
            Console.In.ReadToEnd();
            return 0;
        }
        catch (LineageException e)
        {
            Console.WriteLine(e.GetType().Name);
            return 1;
        }
    }

    /// <summary>Starts this assembly with a command, and waits for its first line.</summary>
    public static SecondProcess Start(params string[] arguments) => Start([], arguments);

    /// <summary>The same with variables added to its environment.</summary>
    public static SecondProcess Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SecondProcess(Process.Start(start)!);
    }
}

/// <summary>A running helper; disposing ends it.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly Process process;

    public SecondProcess(Process process)
    {
        this.process = process;
        FirstLine = process.StandardOutput.ReadLine();
    }

    public int Id => process.Id;

    public string? FirstLine { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Its input ends: it goes on, or ends.</summary>
    public void CloseInput() => process.StandardInput.Close();

    public string? ReadLine() => process.StandardOutput.ReadLine();

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
            {
                // One that writes until it's killed, left by a test that failed.
                process.Kill();
                process.WaitForExit();
            }
        }

        process.Dispose();
    }
}
