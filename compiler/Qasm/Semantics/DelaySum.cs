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
        (double Seconds, double Steps) all = Everywhere(block);
        (double Seconds, double Steps) longest = times.Values.DefaultIfEmpty().Max();
        return ClassicalValue.Duration(longest.Seconds + all.Seconds, longest.Steps + all.Steps);
    }

    /// <summary>Whether one duration is certainly longer than another: longer in seconds or in device steps, and not shorter in the other.</summary>
    public static bool Exceeds(ClassicalValue longer, ClassicalValue shorter) =>
        longer.Real >= shorter.Real && longer.Imaginary >= shorter.Imaginary && (longer.Real > shorter.Real || longer.Imaginary > shorter.Imaginary);

    /// <summary>The time of the delays that name no qubit and hold them all.</summary>
    private static (double Seconds, double Steps) Everywhere(Block block)
    {
        (double Seconds, double Steps) sum = default;
        foreach (Operation operation in block.Operations)
        {
            (double seconds, double steps) = operation switch
            {
                DelayOperation { Qubits.IsEmpty: true, Duration: ConstantExpression { Value: var duration } } => (duration.Real, duration.Imaginary),
                BoxOperation box => Everywhere(box.Body),
                _ => default,
            };
            sum = (sum.Seconds + seconds, sum.Steps + steps);
        }

        return sum;
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
