using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets;

namespace Sqs.Providers.Jobs;

/// <summary>Puts the values of inputs into a program, for services that take numbers only.</summary>
public static class InputBinding
{
    /// <summary>Binds the inputs of a program and computes its angles.</summary>
    /// <param name="circuit">The program and its values.</param>
    /// <param name="target">What it is bound for.</param>
    /// <returns>The program without inputs.</returns>
    public static CircuitProgram Bind(CircuitRequest circuit, Target target)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (circuit.Program.Inputs.IsEmpty)
            return circuit.Program;
        var given = circuit.Inputs.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        var context = new PassContext(target);
        CircuitProgram bound = new BindInputsPass([.. circuit.Program.Inputs.Select(i => given[i.Name])]).Apply(circuit.Program, context);
        return new FoldPass().Apply(bound, context);
    }
}
