using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Experiments;

/// <summary>Reads an experiment and lays its runs out.</summary>
public static class ExperimentFile
{
    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The file, JSON with comments.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The experiment, or null when there was an error.</returns>
    public static Experiment? Read(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        try
        {
            using var reader = new JsonTextReader(new StringReader(File.ReadAllText(path))) { FloatParseHandling = FloatParseHandling.Double };
            return ExperimentJson.Create(LearningRuleCatalog.BuiltIn()).Deserialize<Experiment>(reader);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            diagnostics.Report(ExperimentDiagnostics.Unreadable, SourceSpan.WholeFile(path), failure.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Lays the runs of an experiment out.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="folder">The folder where paths of models start.</param>
    /// <param name="values">Values of variables that are no axes.</param>
    /// <param name="rules">The learning rules that settings can name.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The runs: cases outside, then grid points, then seeds; empty when there was an error.</returns>
    public static IReadOnlyList<ExperimentRun> Runs(
        Experiment experiment, string folder, IReadOnlyDictionary<string, string> values, LearningRuleCatalog rules, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var variables = new ExperimentVariables(values);
        JsonSerializer json = ExperimentJson.Create(rules);
        var runs = new List<ExperimentRun>();
        foreach (JObject own in experiment.Cases)
        {
            var merged = (JObject)experiment.Common.DeepClone();
            foreach (JProperty property in own.Properties())
                merged[property.Name] = property.Value.DeepClone();
            try
            {
                LoadModel(merged, folder);
                foreach (Dictionary<string, JValue> point in Points(experiment.Grid))
                    AddRuns(merged, point);
            }
            catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
            {
                diagnostics.Report(ExperimentDiagnostics.BadValue, SourceSpan.None, $"case '{merged["name"]}': {failure.Message.TrimEnd('.')}", "see the README of experiments for what a case takes");
            }
        }

        variables.Check(experiment.Grid.Keys, diagnostics);
        return diagnostics.HasErrors ? [] : runs;

        // A case that does not mention an axis runs once, at the points of the others.
        void AddRuns(JObject merged, Dictionary<string, JValue> point)
        {
            var used = new HashSet<string>(StringComparer.Ordinal);
            var document = (JObject)variables.Replace(merged, point, used);
            Dictionary<string, JValue> ownPoint = point.Where(p => used.Contains(p.Key)).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
            ExperimentCase settings = document.ToObject<ExperimentCase>(json)!;
            foreach (ulong seed in experiment.Seeds)
            {
                var run = new ExperimentRun(settings, ownPoint, seed, document);
                if (runs.TrueForAll(r => r.Id != run.Id))
                    runs.Add(run);
            }
        }
    }

    // What a model's file says is part of what fixes a run. Data files beside it are not looked into; models of experiments name none.
    private static void LoadModel(JObject merged, string folder)
    {
        if (merged["model"] is JValue { Value: string path })
            merged["model"] = JObject.Parse(File.ReadAllText(Path.Combine(folder, path)));
    }

    private static IEnumerable<Dictionary<string, JValue>> Points(IReadOnlyDictionary<string, JValue[]> grid)
    {
        IEnumerable<Dictionary<string, JValue>> points = [new(StringComparer.Ordinal)];
        foreach ((string axis, JValue[] values) in grid)
            points = points.SelectMany(p => values, (p, v) => new Dictionary<string, JValue>(p, StringComparer.Ordinal) { [axis] = v });
        return points;
    }
}
