// What can be asked: Running/Arguments.cs. Nothing is ever asked back.
// Exits with 0; with 1 if a requirement isn't reached (not of quick and burst, whose figures are rough) or a contender did other work than the rest; with 2 if it wasn't understood.

using System.Globalization;
using LineageAot.Benchmarks.Questions;
using LineageAot.Benchmarks.Running;

if (args is [Memory.ChildArgument, var childDatabase, var childRows])
    return await Memory.RunChildAsync(childDatabase, int.Parse(childRows, CultureInfo.InvariantCulture));
if (args is ["--help" or "-h"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

try
{
    return await Forms.RunAsync(Arguments.Parse(args));
}
catch (FormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
