using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Simulation;

namespace Sqs.Runtime.Inputs;

/// <summary>Gives a program's inputs the values a user names.</summary>
public static class InputBinding
{
    /// <summary>Reads values from a JSON file.</summary>
    /// <param name="path">The file: one object of names and numbers.</param>
    /// <param name="values">Takes the values.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void ReadFile(string path, IDictionary<string, double> values, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            using var reader = new JsonTextReader(new StreamReader(path));
            JObject document = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            foreach (JProperty property in document.Properties())
            {
                if (property.Value.Type is JTokenType.Integer or JTokenType.Float && double.IsFinite(property.Value.Value<double>()))
                {
                    values[property.Name] = property.Value.Value<double>();
                    continue;
                }

                IJsonLineInfo place = property.Value;
                diagnostics.Report(InputDiagnostics.BadFile, SourceSpan.At(path, place.LineNumber, place.LinePosition), $"'{property.Name}' is not a finite number");
            }
        }
        catch (JsonReaderException malformed)
        {
            diagnostics.Report(InputDiagnostics.BadFile, SourceSpan.At(path, malformed.LineNumber, malformed.LinePosition), malformed.Message.TrimEnd('.'));
        }
    }

    /// <summary>Reads assignments.</summary>
    /// <param name="assignments">Each <c>name=number</c>.</param>
    /// <param name="values">Takes the values; a later one wins.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void ReadAssignments(IEnumerable<string> assignments, IDictionary<string, double> values, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0
                && double.TryParse(assignment.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value))
                values[assignment[..equals].Trim()] = value;
            else
                diagnostics.Report(InputDiagnostics.NotANumber, SourceSpan.None, assignment);
        }
    }

    /// <summary>Puts values in the order of a program's inputs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="values">Values by name.</param>
    /// <param name="diagnostics">Takes missing and unknown names.</param>
    /// <returns>One parameter set, or null when there was an error.</returns>
    public static ParameterSets? Bind(CircuitProgram program, IReadOnlyDictionary<string, double> values, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(diagnostics);
        string[] names = [.. program.Inputs.Select(i => i.Name)];
        foreach (string unknown in values.Keys.Except(names))
            diagnostics.Report(InputDiagnostics.Unknown, SourceSpan.None, unknown, NameSuggestion.Clause(unknown, names), names.Length == 0 ? "none" : string.Join(", ", names));
        foreach (string missing in names.Where(n => !values.ContainsKey(n)))
            diagnostics.Report(InputDiagnostics.Missing, SourceSpan.None, missing);
        return diagnostics.HasErrors ? null : new ParameterSets(1, names.Length, [.. names.Select(n => values[n])]);
    }
}
