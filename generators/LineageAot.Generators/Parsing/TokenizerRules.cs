using System;
using System.Collections.Generic;
using System.Linq;

namespace LineageAot.Generators.Parsing;

/// <summary>What FTS5's own tokenizers take (https://sqlite.org/fts5.html#tokenizers): a wrong text would only show when a file is opened.</summary>
internal static class TokenizerRules
{
    private const string Names = "unicode61, ascii, porter and trigram are there";

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Fault(string? tokenizer)
    {
        if (string.IsNullOrWhiteSpace(tokenizer))
        {
            return $"it's empty; {Names}";
        }

        if (tokenizer!.IndexOf('\0') >= 0)
        {
            return "it holds U+0000";
        }

        var words = Words(tokenizer, out var fault);
        return words is null ? fault : Fault(words);
    }

    private static string? Fault(List<string> words)
    {
        // FTS5 has these names in lower case, and finds them in any.
        var at = 0;
        if (Is(words[0], "porter"))
        {
            at = 1;
            if (words.Count == 1)
            {
                return null;
            }

            if (Is(words[1], "porter") || Is(words[1], "trigram"))
            {
                return "porter is put around unicode61 or ascii: it makes stems of words";
            }
        }

        var name = words[at];
        Func<string, string, string?>? option = Is(name, "unicode61") ? Unicode61 : Is(name, "ascii") ? Ascii : Is(name, "trigram") ? Trigram : null;
        if (option is null)
        {
            return $"there is no '{name}'; {Names}";
        }

        var options = words.Skip(at + 1).ToArray();
        if (options.Length % 2 != 0)
        {
            return $"'{options[options.Length - 1]}' lacks its value";
        }

        return Enumerable.Range(0, options.Length / 2).Select(place => option(options[2 * place], options[(2 * place) + 1])).FirstOrDefault(static fault => fault is not null)
            ?? (Is(name, "trigram") && Has(options, "case_sensitive", "1") && Has(options, "remove_diacritics", "1") ? "trigram is case_sensitive 1 or remove_diacritics 1, not both" : null);
    }

    private static string? Unicode61(string option, string value) => option.ToLowerInvariant() switch
    {
        "remove_diacritics" => OneOf(option, value, "0", "1", "2"),
        "categories" => value.Split(' ').FirstOrDefault(static category => category.Length > 0 && !IsCategory(category)) is { } wrong ? $"'{wrong}' is no Unicode category: two letters as in Lu, or L*" : null,
        "tokenchars" or "separators" => null,
        _ => Unknown(option, "remove_diacritics, tokenchars, separators, categories"),
    };

    private static string? Ascii(string option, string value) => option.ToLowerInvariant() is "tokenchars" or "separators" ? null : Unknown(option, "tokenchars, separators");

    private static string? Trigram(string option, string value)
        => option.ToLowerInvariant() is "case_sensitive" or "remove_diacritics" ? OneOf(option, value, "0", "1") : Unknown(option, "case_sensitive, remove_diacritics");

    private static string? OneOf(string option, string value, params string[] values) => values.Contains(value) ? null : $"{option} is one of {string.Join(", ", values)}";

    private static string Unknown(string option, string known) => $"it has no option '{option}': {known}";

    private static bool Has(string[] options, string name, string value) => Enumerable.Range(0, options.Length / 2).Any(place => Is(options[2 * place], name) && options[(2 * place) + 1] == value);

    private static bool Is(string word, string name) => string.Equals(word, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsCategory(string text) => text.Length == 2 && "CLMNPSZ".IndexOf(text[0]) >= 0 && (text[1] == '*' || text[1] is >= 'a' and <= 'z');

    /// <summary>Words, or texts in single quotes, as FTS5 takes the option apart.</summary>
    private static List<string>? Words(string text, out string? fault)
    {
        var words = new List<string>();
        fault = null;
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var isQuoted = text[at] == '\'';
            var end = isQuoted ? QuoteEnd(text, at) : WordEnd(text, at);
            if (end <= at)
            {
                fault = isQuoted ? "a quote isn't closed" : $"'{text[at]}' must stand in single quotes";
                return null;
            }

            words.Add(isQuoted ? text.Substring(at + 1, end - at - 2).Replace("''", "'") : text.Substring(at, end - at));
            at = end;
        }

        return words;
    }

    private static int WordEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && (text[at] > 127 || text[at] == '_' || text[at] is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
        {
            at++;
        }

        return at;
    }

    /// <summary>The character behind the closing quote, or -1.</summary>
    private static int QuoteEnd(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                continue;
            }

            if (at + 1 >= text.Length || text[at + 1] != '\'')
            {
                return at + 1;
            }

            at++;
        }

        return -1;
    }
}
