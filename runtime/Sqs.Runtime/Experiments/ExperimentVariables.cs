using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Experiments;

/// <summary>Puts values in the place of <c>${name}</c>.</summary>
/// <param name="given">Values of variables that are no axes of the grid.</param>
internal sealed partial class ExperimentVariables(IReadOnlyDictionary<string, string> given)
{
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>Replaces variables.</summary>
    /// <param name="token">The JSON.</param>
    /// <param name="point">The grid point.</param>
    /// <param name="used">Takes the axes that are mentioned.</param>
    /// <returns>New JSON.</returns>
    public JToken Replace(JToken token, IReadOnlyDictionary<string, JValue> point, HashSet<string> used) => token switch
    {
        JObject item => new JObject(item.Properties().Select(p => new JProperty(p.Name, Replace(p.Value, point, used)))),
        JArray list => new JArray(list.Select(t => Replace(t, point, used))),
        JValue { Value: string text } => ReplaceText(text, point, used),
        _ => token.DeepClone(),
    };

    /// <summary>Reports variables without a value, and values that nothing uses.</summary>
    /// <param name="axes">Names of the axes.</param>
    /// <param name="diagnostics">Takes the reports.</param>
    public void Check(IEnumerable<string> axes, DiagnosticBag diagnostics)
    {
        foreach (string name in _missing)
            diagnostics.Report(ExperimentDiagnostics.MissingVariable, SourceSpan.None, name);
        string all = _used.Count + _missing.Count == 0 ? "none" : string.Join(", ", _used.Concat(_missing));
        foreach (string name in given.Keys.Concat(axes).Except(_used))
            diagnostics.Report(ExperimentDiagnostics.UnusedVariable, SourceSpan.None, name, NameSuggestion.Clause(name, [.. _used, .. _missing]), all);
    }

    private JToken ReplaceText(string text, IReadOnlyDictionary<string, JValue> point, HashSet<string> used)
    {
        Match whole = Variable().Match(text);
        if (whole.Success && whole.Length == text.Length && point.TryGetValue(whole.Groups[1].Value, out JValue? value))
        {
            Use(whole.Groups[1].Value, used);
            return value.DeepClone();
        }

        return new JValue(Variable().Replace(text, match => Value(match.Groups[1].Value, point, used)));
    }

    private string Value(string name, IReadOnlyDictionary<string, JValue> point, HashSet<string> used)
    {
        if (point.TryGetValue(name, out JValue? value))
        {
            Use(name, used);
            return ExperimentRun.Text(value);
        }

        if (given.TryGetValue(name, out string? text))
        {
            _used.Add(name);
            return text;
        }

        _missing.Add(name);
        return string.Empty;
    }

    private void Use(string name, HashSet<string> used)
    {
        used.Add(name);
        _used.Add(name);
    }

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
