using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Experiments;

/// <summary>The folder of an experiment: its file, a result a run, checkpoints of runs at work, tables, plots and the report.</summary>
/// <param name="path">The folder.</param>
public sealed class ExperimentFolder(string path)
{
    private const string ExperimentName = "experiment.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    private string Results => System.IO.Path.Combine(Path, "results");

    private string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>Makes the folder where it is not there.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Results);
        Directory.CreateDirectory(Checkpoints);
    }

    /// <summary>Keeps the experiment beside its results, with the runs it has.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="command">The command that runs it, for the report.</param>
    public void WriteExperiment(Experiment experiment, IReadOnlyList<ExperimentRun> runs, string command)
    {
        ArgumentNullException.ThrowIfNull(runs);
        JsonSerializer json = ExperimentJson.Create(LearningRuleCatalog.BuiltIn());
        var document = new JObject
        {
            ["command"] = command,
            ["experiment"] = JObject.FromObject(experiment, json),
            ["runs"] = new JArray(runs.Select(r => r.Id)),
        };
        WriteText(ExperimentName, document.ToString(Formatting.Indented) + "\n");
    }

    /// <summary>Reads the experiment back.</summary>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The experiment, its command, its results so far and how many there will be, or null when there was an error.</returns>
    public (Experiment Experiment, string Command, IReadOnlyList<ExperimentResult> Results, int Expected)? Read(DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        string file = System.IO.Path.Combine(Path, ExperimentName);
        if (!File.Exists(file))
        {
            diagnostics.Report(ExperimentDiagnostics.NoResults, SourceSpan.None, Path);
            return null;
        }

        try
        {
            JObject document = JObject.Parse(File.ReadAllText(file));
            Experiment experiment = document["experiment"]!.ToObject<Experiment>(ExperimentJson.Create(LearningRuleCatalog.BuiltIn()))!;
            ExperimentResult[] results = [.. document["runs"]!.Select(id => ReadResult(id.Value<string>()!, diagnostics)).OfType<ExperimentResult>()];
            return diagnostics.HasErrors ? null : (experiment, document["command"]!.Value<string>()!, results, document["runs"]!.Count());
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(ExperimentDiagnostics.Unreadable, SourceSpan.WholeFile(file), failure.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Whether a run is done.</summary>
    /// <param name="id">Identifier of the run.</param>
    /// <returns>Whether its result is there.</returns>
    public bool Has(string id) => File.Exists(ResultFile(id));

    /// <summary>Reads a result.</summary>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The result; null where there is none yet.</returns>
    public ExperimentResult? ReadResult(string id, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        string file = ResultFile(id);
        if (!File.Exists(file))
            return null;
        try
        {
            return JObject.Parse(File.ReadAllText(file)).ToObject<ExperimentResult>(ExperimentJson.Create(LearningRuleCatalog.BuiltIn()));
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(ExperimentDiagnostics.ResultFile, SourceSpan.WholeFile(file), failure.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Writes a result, whole or not at all.</summary>
    /// <param name="result">The result.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>Whether it was written.</returns>
    public bool WriteResult(ExperimentResult result, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(diagnostics);
        string file = ResultFile(result.Id);
        try
        {
            byte[] text = Utf8.GetBytes(JObject.FromObject(result, ExperimentJson.Create(LearningRuleCatalog.BuiltIn())).ToString(Formatting.Indented) + "\n");
            AtomicFile.Write(file, stream => stream.Write(text));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(ExperimentDiagnostics.ResultFile, SourceSpan.WholeFile(file), failure.Message.TrimEnd('.'));
            return false;
        }
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="text">The text.</param>
    public void WriteText(string name, string text) =>
        AtomicFile.Write(System.IO.Path.Combine(Path, name), stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>Where a training keeps its checkpoint.</summary>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="member">Index of the network in an ensemble.</param>
    /// <param name="lesson">Index of the lesson.</param>
    /// <returns>The path.</returns>
    public string Checkpoint(string id, int member, int lesson) => System.IO.Path.Combine(Checkpoints, $"{id}.{member}.{lesson}.checkpoint");

    /// <summary>Deletes the checkpoints of a run that is done.</summary>
    /// <param name="id">Identifier of the run.</param>
    public void DeleteCheckpoints(string id)
    {
        foreach (string file in Directory.EnumerateFiles(Checkpoints, $"{id}.*"))
            File.Delete(file);
    }

    private string ResultFile(string id) => System.IO.Path.Combine(Results, $"{id}.json");
}
