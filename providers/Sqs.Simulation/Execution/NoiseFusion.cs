using System.Numerics;
using Sqs.Simulation.Kraus;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Execution;

/// <summary>
/// Multiplies gates and the channels behind them into one map on density matrices of few qubits: a noisy gate is a pass for each channel otherwise.
/// Instructions keep their places, so that jumps lead where they did.
/// </summary>
internal static class NoiseFusion
{
    // A map on two qubits is a matrix of 16 rows.
    private const int MostQubits = 2;

    /// <summary>Fuses the runs of gates and channels that no jump leads into.</summary>
    /// <param name="instructions">The instructions; changed.</param>
    public static void Fuse(Instruction[] instructions)
    {
        bool[] isTarget = Targets(instructions);
        for (int start = 0, end; start < instructions.Length; start = end + 1)
        {
            end = start;
            if (!IsMap(instructions[start]))
                continue;
            while (end + 1 < instructions.Length && !isTarget[end + 1] && IsMap(instructions[end + 1]))
                end++;
            Fuse(instructions.AsSpan(start, end + 1 - start), end + 1);
        }
    }

    private static bool IsMap(Instruction instruction) => instruction is GateInstruction or ChannelInstruction;

    private static void Fuse(Span<Instruction> run, int behind)
    {
        var operations = new List<LinearOperation>();
        foreach (Instruction instruction in run)
            operations.Add(instruction is ChannelInstruction noise ? LinearOperation.Of(noise) : new LinearOperation(((GateInstruction)instruction).Gate, -1, -1));
        List<List<LinearOperation>> clusters = GateClusters.Find(operations, MostQubits, mayOpenEarly: true);
        Instruction first = run[0];
        int next = 0;
        foreach (List<LinearOperation> cluster in clusters)
        {
            // Rows and columns of pure parts stay apart, so gates alone are better off one by one.
            if (cluster.Count > 1 && cluster.Exists(static operation => operation.Channel is not null))
            {
                run[next++] = Multiply(cluster, first);
                continue;
            }

            foreach (LinearOperation operation in cluster)
                run[next++] = operation.Channel ?? (Instruction)new GateInstruction(operation.Gate!, first.Origin);
        }

        if (next < run.Length)
            run[next] = new JumpInstruction(first.Origin) { Target = behind };
    }

    private static SuperoperatorInstruction Multiply(List<LinearOperation> cluster, Instruction first)
    {
        int[] qubits = LinearOperation.Wires(cluster);
        int[] positions = LinearOperation.Positions(qubits);
        var contraction = new KrausContraction(2 * qubits.Length, 2 * qubits.Length);
        foreach (LinearOperation operation in cluster)
            contraction.ApplyToDensity(operation, positions);
        int size = 1 << (2 * qubits.Length);
        var matrix = new Complex[size * size];
        for (int i = 0; i < matrix.Length; i++)
            matrix[i] = contraction[i / size, i % size];
        return new SuperoperatorInstruction(matrix, qubits, cluster.Count(static operation => operation.Gate is not null), first.Origin);
    }

    private static bool[] Targets(Instruction[] instructions)
    {
        bool[] isTarget = new bool[instructions.Length + 1];
        foreach (Instruction instruction in instructions)
        {
            switch (instruction)
            {
                case JumpInstruction jump:
                    isTarget[jump.Target] = true;
                    break;
                case BranchInstruction branch:
                    isTarget[branch.Otherwise] = true;
                    break;
                case ForNextInstruction loop:
                    isTarget[loop.Exit] = true;
                    break;
                case SwitchInstruction choice:
                    isTarget[choice.Default] = true;
                    foreach (int target in choice.Cases.Values)
                        isTarget[target] = true;
                    break;
            }
        }

        return isTarget;
    }
}
