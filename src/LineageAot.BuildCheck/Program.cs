using LineageAot;
using LineageAot.BuildCheck;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks;
using LineageAot.BuildCheck.Reporting;

// Started by the package's targets after the compiler, which tell a finding from a start that failed (dotnet itself ends with 1) by these.
const int NoErrors = 0, BadArguments = 2, Errors = 3;

if (args is not [['@', .. var file]])
{
    Console.Error.WriteLine("usage: LineageAot.BuildCheck @<file of arguments>. It is started by the build; by hand: lineage check --assembly <file>.");
    return BadArguments;
}

CheckArguments arguments;
try
{
    arguments = CheckArguments.Read(file);
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(e.Message);
    return BadArguments;
}

var rules = new SeverityRules(arguments.NoWarn, arguments.WarningsAsErrors, arguments.WarningsNotAsErrors, arguments.TreatWarningsAsErrors);
var reported = Find(arguments).Select(finding => (Finding: finding, Severity: rules.Of(finding.Rule))).Where(static found => found.Severity is not null).ToArray();
var lines = Array.ConvertAll(reported, static found => MsBuildFormat.Line(found.Finding, found.Severity!.Value));
File.WriteAllLines(arguments.Results, lines);
Array.ForEach(lines, Console.WriteLine);
return reported.Any(static found => found.Severity == FindingSeverity.Error) ? Errors : NoErrors;

static IReadOnlyList<Finding> Find(CheckArguments arguments)
{
    try
    {
        var project = AssemblyReader.ReadProject(arguments.Assembly, AssemblyReferences.Of(arguments.References));
        return BuildChecks.Run(project, new ProjectFiles(arguments.Project, arguments.Migrations, arguments.PathMap));
    }
    catch (Exception e) when (e is AssemblyReadException or LineageException)
    {
        return [Failed(arguments, e.Message)];
    }
#pragma warning disable CA1031 // Whatever goes wrong in a tool of the build is told with the way out, and never as a crash.
    catch (Exception e)
#pragma warning restore CA1031
    {
        return [Failed(arguments, $"It failed on its own fault: {e}")];
    }
}

static Finding Failed(CheckArguments arguments, string reason)
    => new(CheckRule.CheckFailed, arguments.Project, 0, $"The build check of LineageAot couldn't be done. {reason} The property LineageCheck=false turns it off.");
