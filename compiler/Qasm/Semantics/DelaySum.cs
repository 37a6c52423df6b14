using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Adds up the delays of a block.</summary>
internal static class DelaySum
{
    /// <summary>The time of the busiest qubit, counting constant delays only.</summary>
    public static ClassicalValue Of(Block block)
    {
        var times = new Dictionary<QubitOperand, (double Seconds, double Steps)>();
        Collect(block, times);
        (double Seconds, double Steps) longest = times.Values.DefaultIfEmpty().Max();
        return ClassicalValue.Duration(longest.Seconds, longest.Steps);
    }

    private static void Collect(Block block, Dictionary<QubitOperand, (double Seconds, double Steps)> times)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case DelayOperation { Duration: ConstantExpression { Value: var duration } } delay:
                    foreach (QubitOperand qubit in delay.Qubits)
                    {
                        (double seconds, double steps) = times.GetValueOrDefault(qubit);
                        times[qubit] = (seconds + duration.Real, steps + duration.Imaginary);
                    }

                    break;
                case BoxOperation box:
                    Collect(box.Body, times);
                    break;
            }
        }
    }
}
