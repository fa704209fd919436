using System.Runtime.CompilerServices;
using System.Text;

namespace LineageAot.Cli.Tests;

/// <summary>The console of command lines that run in this process, side by side: what each of them writes comes to who started it.</summary>
internal static class RoutedConsole
{
    private static readonly AsyncLocal<TextWriter?> Output = new();
    private static readonly AsyncLocal<TextWriter?> Errors = new();

    /// <summary>Runs it away from the test's own synchronization context: the tool's processes have none.</summary>
    public static (int ExitCode, string Output, string Errors) Run(Func<Task<int>> command)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var rest = new StringWriter { NewLine = "\n" };
        var code = Task.Run(() =>
        {
            Output.Value = TextWriter.Synchronized(results);
            Errors.Value = TextWriter.Synchronized(rest);
            return command();
        }).GetAwaiter().GetResult();
        return (code, results.ToString(), rest.ToString());
    }

    [ModuleInitializer]
    internal static void Install()
    {
        Console.SetOut(new Route(Output, Console.Out));
        Console.SetError(new Route(Errors, Console.Error));
        // Whatever the developer has set for the tool.
        Environment.SetEnvironmentVariable("LINEAGE_DB", null);
        Environment.SetEnvironmentVariable("COLUMNS", null);
    }

    private sealed class Route(AsyncLocal<TextWriter?> target, TextWriter otherwise) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        private TextWriter Target => target.Value ?? otherwise;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(string? value) => Target.Write(value);

        public override void WriteLine() => Target.WriteLine();

        public override void WriteLine(string? value) => Target.WriteLine(value);

        public override void Flush() => Target.Flush();
    }
}
