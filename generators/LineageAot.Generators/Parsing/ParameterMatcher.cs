using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Matches the parameters of the SQL with those of the method: each is there, each is used, each list stands in 'in (@list)'.</summary>
internal sealed class ParameterMatcher(IMethodSymbol method, IReadOnlyList<ParameterModel> parameters, LiteralPositions positions, Reporter reporter)
{
    /// <summary>The method's parameters in the order in which SQLite numbers them; what lists need is added to the edits.</summary>
    public List<int> Match(IReadOnlyList<SqlToken> tokens, List<SqlEdit> edits)
    {
        var bound = new List<int>();
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Kind != SqlTokenKind.Parameter)
            {
                continue;
            }

            var name = token.Text.Substring(1);
            var place = Find(name);
            if (place < 0)
            {
                reporter.Report(Rules.UnknownParameter, positions.Of(token.Start, token.Length), name, method.Name);
                continue;
            }

            if (!bound.Contains(place))
            {
                bound.Add(place);
            }

            if (parameters[place].Role == ParameterRole.List)
            {
                MatchList(tokens, index, parameters[place], edits);
            }
        }

        for (var place = 0; place < parameters.Count; place++)
        {
            if (parameters[place].Role is ParameterRole.Value or ParameterRole.List && !bound.Contains(place))
            {
                reporter.Report(Rules.UnusedParameter, method.Parameters[place].FirstLocation(), method.Parameters[place].Name, method.Name);
            }
        }

        return bound;
    }

    private int Find(string name)
        => Enumerable.Range(0, parameters.Count).Where(place => parameters[place].Role is ParameterRole.Value or ParameterRole.List && method.Parameters[place].Name == name).DefaultIfEmpty(-1).First();

    private void MatchList(IReadOnlyList<SqlToken> tokens, int index, ParameterModel list, List<SqlEdit> edits)
    {
        var token = tokens[index];
        var isAlone = index >= 2 && index + 1 < tokens.Count && tokens[index - 2].IsWord("in") && tokens[index - 1].IsSymbol("(") && tokens[index + 1].IsSymbol(")");
        if (!isAlone)
        {
            reporter.Report(Rules.ListPlace, positions.Of(token.Start, token.Length), token.Text.Substring(1));
            return;
        }

        edits.Add(new SqlEdit(token.Start, token.Length, $"select {ListParameterRules.Item(list.Value!)} from json_each({token.Text})"));
    }
}
