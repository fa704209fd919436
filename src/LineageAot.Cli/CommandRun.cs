using System.CommandLine;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.Cli.Projects;

namespace LineageAot.Cli;

/// <summary>Runs a command line and makes an exit code of how it ended.</summary>
internal static class CommandRun
{
    /// <param name="root">The commands.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where the rest goes.</param>
    /// <param name="stop">Cancelled where somebody asks it to stop.</param>
    public static async Task<int> RunAsync(RootCommand root, string[] arguments, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                errors.WriteLine(error.Message);
            }

            errors.WriteLine("See `lineage --help`.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = errors }, stop);
        }
        catch (UsageException error)
        {
            errors.WriteLine(error.Message);
            return ExitCodes.Usage;
        }
        catch (ArgumentOutOfRangeException error)
        {
            // A number that the database doesn't have. The parameter's name is nothing for who typed a command.
            errors.WriteLine(error.Message.Split(" (Parameter")[0]);
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            errors.WriteLine("Stopped on request.");
            return ExitCodes.Failed;
        }
        catch (Exception error) when (error is BuildFailedException or AssemblyReadException or LineageException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return ExitCodes.Failed;
        }
    }
}
