using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Simulation.Noise;

namespace Sqs.Runtime.Execution;

/// <summary>The noise a user chose, by the name of a target or by a file; it fits itself to each program.</summary>
public sealed class NoiseChoice
{
    private readonly Target? _target;
    private readonly NoiseModel? _model;

    private NoiseChoice(Target? target, NoiseModel? model)
    {
        _target = target;
        _model = model;
    }

    /// <summary>Reads a choice.</summary>
    /// <param name="text"><c>ideal</c>, the name of a target, or the path of a noise model (JSON).</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The choice; null for <c>ideal</c> and after an error.</returns>
    public static NoiseChoice? Read(string text, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (text == NoiseModel.Ideal.Name)
            return null;
        if (TargetProfiles.TryFind(text, out Target? target, out _))
            return new NoiseChoice(target, null);
        if (!File.Exists(text))
        {
            diagnostics.Report(ExecutionDiagnostics.UnknownNoise, SourceSpan.None, text, NameSuggestion.Clause(text, TargetProfiles.Names), string.Join(", ", TargetProfiles.Names));
            return null;
        }

        try
        {
            return new NoiseChoice(null, NoiseModelFile.Read(File.ReadAllText(text), text));
        }
        catch (DiagnosticException refused)
        {
            diagnostics.AddRange(refused.Diagnostics);
            return null;
        }
    }

    /// <summary>The noise of a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The model.</returns>
    public NoiseModel For(CircuitProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return _model ?? NoiseModel.FromTarget(_target!, program.QubitCount);
    }
}
