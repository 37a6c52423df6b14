using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Providers.Jobs;

/// <summary>Puts the values of inputs into a program, for services that take numbers only.</summary>
public static class InputBinding
{
    /// <summary>Binds the inputs of a program whose gates stand at top level.</summary>
    /// <param name="circuit">The program and its values.</param>
    /// <returns>The program without inputs.</returns>
    public static CircuitProgram Bind(CircuitRequest circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        CircuitProgram program = circuit.Program;
        if (program.Inputs.IsEmpty)
            return program;
        var given = circuit.Inputs.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        ClassicalValue[] values = [.. program.Inputs.Select(i => ClassicalConversion.Convert(ClassicalValue.Float(given[i.Name]), i.Type))];
        var evaluator = new ExpressionEvaluator(program, new ClassicalMemory(program, values));
        var operations = program.Body.Operations.Select(operation => operation is GateOperation gate && !gate.Angles.IsEmpty
            ? gate with { Angles = [.. gate.Angles.Select(a => Expression.Float(evaluator.ToDouble(a)))] }
            : operation);
        return program with { Inputs = [], Body = new Block([.. operations]) };
    }
}
