using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LineageAot.Hosting;

/// <summary>Refuses a database's options at start, with one sentence for each thing that is wrong.</summary>
internal sealed class LineageHostOptionsValidation(HostedDatabaseName database) : IValidateOptions<LineageHostOptions>
{
    public ValidateOptionsResult Validate(string? name, LineageHostOptions options)
    {
        if (name != database.OptionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        var failures = new List<string>(options.ConfigurationErrors);
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            failures.Add("Path isn't set. Name the database's file, in AddLineage or as the key Path of its configuration.");
        }

        Check(() => DatabaseOptionsFactory.Make(options, NullLoggerFactory.Instance, TimeProvider.System, Timeout.InfiniteTimeSpan).Validate(), failures);
        Check(() => options.Maintenance.ToOptions().Validate(), failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures.Select(failure => $"{database}: {failure}"));
    }

    private static void Check(Action validate, List<string> failures)
    {
        try
        {
            validate();
        }
        catch (ConfigurationException e)
        {
            failures.Add(e.Message);
        }
    }
}
