using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Providers.Jobs;
using Sqs.Simulation;

namespace Sqs.Runtime.Jobs.Sources;

/// <summary>What a job is made of before it is known where it runs.</summary>
public abstract class JobSource
{
    /// <summary>Compiles for a device.</summary>
    /// <param name="target">The device.</param>
    /// <param name="shots">Shots a circuit.</param>
    /// <param name="diagnostics">Takes why there are no circuits, and warnings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The circuits; empty where the source does not fit the device.</returns>
    public abstract IReadOnlyList<CircuitRequest> Compose(Target target, int shots, DiagnosticBag diagnostics, CancellationToken cancellationToken);

    /// <summary>Makes a circuit a row of a compiled program. Results show the registers by the names of the source.</summary>
    /// <param name="compiled">The program as the device takes it.</param>
    /// <param name="values">Values of its inputs, a row a circuit.</param>
    /// <param name="shots">Shots a circuit.</param>
    /// <returns>The circuits.</returns>
    internal static IReadOnlyList<CircuitRequest> Circuits(CompiledProgram compiled, ParameterSets values, int shots)
    {
        // The target's pipeline names registers as its loader likes them; so does whoever sends the program, who also translates back.
        EquatableArray<BitRegister> source = compiled.Source.BitRegisters;
        CircuitProgram program = compiled.Program with { BitRegisters = [.. source, .. compiled.Program.BitRegisters.Skip(source.Count)] };
        var circuits = new CircuitRequest[values.Count];
        for (int set = 0; set < circuits.Length; set++)
        {
            ReadOnlySpan<double> row = values[set];
            var inputs = new InputValue[program.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = new InputValue(program.Inputs[i].Name, row[i]);
            circuits[set] = new CircuitRequest(program, shots) { Inputs = [.. inputs] };
        }

        return circuits;
    }
}
