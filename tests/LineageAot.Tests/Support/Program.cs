using System.Diagnostics;
using LineageAot.Operations;

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
            default:
                Console.Error.WriteLine("For tests only; run them with 'dotnet test'.");
                return 2;
        }
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
    public static SecondProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
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
            process.WaitForExit();
        }

        process.Dispose();
    }
}
