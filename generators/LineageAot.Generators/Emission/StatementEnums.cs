using System.Collections.Generic;
using LineageAot.Generators.Model;

namespace LineageAot.Generators.Emission;

/// <summary>The values of a statement that may be enums.</summary>
internal static class StatementEnums
{
    public static IEnumerable<ValueModel> Of(StatementModel statement)
    {
        foreach (var place in statement.Bound)
        {
            yield return statement.Parameters[place].Value!;
        }

        if (statement.Result?.Scalar is { } scalar)
        {
            yield return scalar;
        }
    }
}
