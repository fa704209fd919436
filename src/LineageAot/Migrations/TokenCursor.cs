namespace LineageAot.Migrations;

/// <summary>Walks over tokens; past the end every question is answered with no.</summary>
internal sealed class TokenCursor(SqlToken[] tokens)
{
    private int position;

    public bool IsAtEnd => position >= tokens.Length;

    public SqlToken Current => IsAtEnd ? default : tokens[position];

    public SqlToken Take() => IsAtEnd ? default : tokens[position++];

    public bool At(string keyword) => !IsAtEnd && tokens[position].IsWord(keyword);

    public bool AtSymbol(char symbol) => !IsAtEnd && tokens[position].IsSymbol(symbol);

    /// <summary>Takes the words if all of them come next.</summary>
    public bool TryTake(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (position + i >= tokens.Length || !tokens[position + i].IsWord(words[i]))
            {
                return false;
            }
        }

        position += words.Length;
        return true;
    }

    public bool TryTakeSymbol(char symbol)
    {
        if (!AtSymbol(symbol))
        {
            return false;
        }

        position++;
        return true;
    }

    /// <summary>Takes a parenthesis and all up to its partner; the tokens inside.</summary>
    public SqlToken[] TakeParenthesis()
    {
        if (!TryTakeSymbol('('))
        {
            return [];
        }

        var start = position;
        for (var depth = 1; !IsAtEnd; position++)
        {
            depth += AtSymbol('(') ? 1 : AtSymbol(')') ? -1 : 0;
            if (depth == 0)
            {
                return tokens[start..position++];
            }
        }

        return tokens[start..];
    }

    public SqlToken[] TakeRest()
    {
        var rest = IsAtEnd ? [] : tokens[position..];
        position = tokens.Length;
        return rest;
    }

    /// <summary>The tokens between commas that aren't inside a parenthesis.</summary>
    public static List<SqlToken[]> SplitAtCommas(SqlToken[] tokens)
    {
        var parts = new List<SqlToken[]>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += tokens[i].IsSymbol('(') ? 1 : tokens[i].IsSymbol(')') ? -1 : 0;
            if (depth == 0 && tokens[i].IsSymbol(','))
            {
                parts.Add(tokens[start..i]);
                start = i + 1;
            }
        }

        parts.Add(tokens[start..]);
        return parts;
    }
}
