using System;
using System.Collections.Generic;

namespace LineageAot.Generators.Support;

/// <summary>Gives each name once: a second use of one is numbered from 2, in the order of asking.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string name)
    {
        var candidate = name;
        for (var number = 2; !taken.Add(candidate); number++)
        {
            candidate = name + "_" + number;
        }

        return candidate;
    }
}
