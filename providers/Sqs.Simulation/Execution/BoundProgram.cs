using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Types;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Execution;

/// <summary>
/// A lowered program for one parameter set: gates that are the same in every shot have their matrices, and on density matrices they are multiplied
/// with the noise behind them. Not changed once it is made, so any number of threads run it.
/// </summary>
internal sealed class BoundProgram
{
    /// <summary>Binds a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputs">Values of its inputs.</param>
    /// <param name="isMixed">Whether states are density matrices.</param>
    public BoundProgram(LoweredProgram program, ClassicalValue[] inputs, bool isMixed)
    {
        Source = program.Source;
        LoopCount = program.LoopCount;
        Inputs = inputs;
        var evaluator = new ExpressionEvaluator(Source, new ClassicalMemory(Source, inputs));
        Instructions = Array.ConvertAll(program.Instructions, instruction => instruction is UnitaryInstruction gate && ConstantAnalysis.IsFixed(gate)
            ? new GateInstruction(BoundGate.Bind(gate, evaluator), gate.Origin)
            : instruction);
        if (isMixed)
            NoiseFusion.Fuse(Instructions);
    }

    /// <summary>The program it comes from.</summary>
    public CircuitProgram Source { get; }

    /// <summary>The instructions.</summary>
    public Instruction[] Instructions { get; }

    /// <summary>Number of for loops.</summary>
    public int LoopCount { get; }

    /// <summary>Values of the inputs.</summary>
    public ClassicalValue[] Inputs { get; }
}
