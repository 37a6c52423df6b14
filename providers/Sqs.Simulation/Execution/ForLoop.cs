using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Execution;

/// <summary>The values of a for loop: a range with both ends included, or a list.</summary>
internal static class ForLoop
{
    /// <summary>Evaluates the bounds.</summary>
    /// <param name="instruction">The start of the loop.</param>
    /// <param name="evaluator">Gives the classical values.</param>
    /// <returns>The loop before its first value.</returns>
    /// <exception cref="DiagnosticException">The step is zero.</exception>
    public static LoopState Start(ForStartInstruction instruction, ExpressionEvaluator evaluator)
    {
        ForOperation loop = instruction.Operation;
        if (loop.Start is null || loop.Stop is null)
            return new LoopState(0, 1, loop.Values.Count - 1);
        BigInteger step = loop.Step is null ? BigInteger.One : evaluator.ToInteger(loop.Step);
        if (step.IsZero)
            throw new DiagnosticException(SimulationDiagnostics.ZeroStep.At(instruction.Span));
        return new LoopState(evaluator.ToInteger(loop.Start), step, evaluator.ToInteger(loop.Stop));
    }

    /// <summary>Gives the loop variable its next value.</summary>
    /// <param name="instruction">The head of the loop.</param>
    /// <param name="state">Where the loop stands; advanced.</param>
    /// <param name="evaluator">Gives the classical values.</param>
    /// <param name="memory">Holds the loop variable.</param>
    /// <returns>Whether there was a value left.</returns>
    public static bool TryNext(ForNextInstruction instruction, ref LoopState state, ExpressionEvaluator evaluator, ClassicalMemory memory)
    {
        if (state.IsDone)
            return false;
        ForOperation loop = instruction.Operation;
        ClassicalType type = memory.Variable(loop.Variable)[0].Type;
        ClassicalValue value = loop.Start is null ? evaluator.Evaluate(loop.Values[(int)state.Next]) : ClassicalValue.Int(state.Next);
        memory.Variable(loop.Variable)[0] = ClassicalConversion.Convert(value, type);
        state = state.Advance();
        return true;
    }
}
