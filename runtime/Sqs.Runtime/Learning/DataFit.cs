using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;

namespace Sqs.Runtime.Learning;

/// <summary>Checks that data and network belong together.</summary>
public static class DataFit
{
    /// <summary>Checks a pair.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="data">The data.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void Check(NetworkGraph graph, Dataset data, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(diagnostics);
        SourceSpan span = SourceSpan.None;
        int inputs = graph.Inputs.Sum(i => i.Size * i.Channels);
        if (inputs != data.Lines)
            diagnostics.Report(LearningDiagnostics.InputMismatch, span, data.Lines, inputs);
        int outputs = graph.Outputs.Sum(name => graph.FindPopulation(name)?.Size ?? 0);
        if (outputs != data.ClassCount)
            diagnostics.Report(LearningDiagnostics.ClassMismatch, span, data.ClassCount, outputs);
        if (graph.Steps != data.Steps)
            diagnostics.Report(LearningDiagnostics.StepMismatch, span, data.Steps, graph.Steps);
    }

    /// <summary>Checks that a part has samples.</summary>
    /// <param name="data">The data.</param>
    /// <param name="part">The part.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static void Require(Dataset data, DataPart part, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(diagnostics);
        string name = part.ToString().ToLowerInvariant();
        if (data.Part(part).Count == 0)
            diagnostics.Report(LearningDiagnostics.EmptyPart, SourceSpan.None, name, $"{name}=N");
    }
}
