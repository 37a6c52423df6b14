using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Providers.Jobs;
using Sqs.Simulation;

namespace Sqs.Runtime.Jobs.Sources;

/// <summary>A program, a circuit a parameter set.</summary>
/// <param name="program">The program.</param>
/// <param name="values">Values of its inputs, a row a circuit.</param>
public sealed class ProgramSource(CircuitProgram program, ParameterSets values) : JobSource
{
    /// <inheritdoc/>
    public override IReadOnlyList<CircuitRequest> Compose(Target target, int shots, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);

        // Inputs stay open, so that one compilation serves all rows.
        var options = new CompileOptions { Shots = shots, OpenInputs = true };
        (CompiledProgram? compiled, DiagnosticBag found) = TargetCompiler.Compile(program, target, options, cancellationToken);
        diagnostics.AddRange(found);
        return compiled is null ? [] : Circuits(compiled, values, shots);
    }
}
