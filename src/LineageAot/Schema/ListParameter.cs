using System.Collections.Immutable;
using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>Checks lists that are parameters of a statement, before it runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ListParameter
{
    /// <summary>The list, which isn't null.</summary>
    /// <exception cref="ArgumentNullException">It is.</exception>
    public static T Checked<T>(T list, string name) where T : class
    {
        ArgumentNullException.ThrowIfNull(list, name);
        return list;
    }

    /// <summary>The list, which isn't the default of its type.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static ImmutableArray<T> Checked<T>(ImmutableArray<T> list, string name)
        => list.IsDefault ? throw new ArgumentException("The list is the default of ImmutableArray<T>, which holds no array. Pass ImmutableArray<T>.Empty for a list without items.", name) : list;
}
