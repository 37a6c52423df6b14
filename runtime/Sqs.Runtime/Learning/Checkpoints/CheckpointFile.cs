using System.Text;
using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;

namespace Sqs.Runtime.Learning.Checkpoints;

/// <summary>Reads and writes checkpoints. A file is replaced as a whole or not at all.</summary>
internal static class CheckpointFile
{
    private static readonly JsonSerializerSettings Settings = new() { Converters = { new PackedDoublesConverter() }, Formatting = Formatting.Indented };

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">Path; its folder is made if it is not there.</param>
    /// <param name="state">The state.</param>
    /// <param name="diagnostics">Takes why it could not be written; the old checkpoint is then untouched.</param>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string path, TrainingState state, DiagnosticBag diagnostics)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            byte[] text = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(state, Settings));
            AtomicFile.Write(path, stream => stream.Write(text));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(LearningDiagnostics.UnwritableCheckpoint, SourceSpan.WholeFile(path), exception.Message);
            return false;
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">Path.</param>
    /// <param name="identity">The run that wants to go on.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The state, or null when there was an error.</returns>
    public static TrainingState? Read(string path, RunIdentity identity, DiagnosticBag diagnostics)
    {
        SourceSpan span = SourceSpan.WholeFile(path);
        TrainingState? state;
        try
        {
            state = JsonConvert.DeserializeObject<TrainingState>(File.ReadAllText(path), Settings);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or FormatException)
        {
            diagnostics.Report(LearningDiagnostics.DamagedCheckpoint, span, exception.Message);
            return null;
        }

        if (state?.Identity is not { } saved)
        {
            diagnostics.Report(LearningDiagnostics.DamagedCheckpoint, span, "it does not say what run it is of");
            return null;
        }

        if (saved == identity)
            return state;
        string differs = saved.Graph != identity.Graph ? "the initial network" : saved.Data != identity.Data ? "the data" : "a setting";
        diagnostics.Report(LearningDiagnostics.ForeignCheckpoint, span, differs);
        return null;
    }
}
