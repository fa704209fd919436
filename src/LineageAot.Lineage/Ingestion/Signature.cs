using System.Text;

namespace LineageAot.Lineage;

/// <summary>The hash of parameters in one fixed form, so that the same parameters are recognised.</summary>
public static class Signature
{
    /// <summary>The hash of names and values in the given order. Each part is told apart from the next, whatever it holds.</summary>
    public static Sha256 Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append(';');
        }

        return Sha256.OfText(text.ToString());
    }
}
