using System.Globalization;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>How many neurons and time steps of a network a program holds, so that a refusal can say what would fit.</summary>
/// <param name="Neurons">Number of neurons; 0 for a program that comes from no network.</param>
/// <param name="Steps">Number of time steps.</param>
internal sealed record NeuronShare(int Neurons, int Steps)
{
    /// <summary>Counts by the origins of operations.</summary>
    /// <param name="operations">The operations.</param>
    public static NeuronShare Of(IEnumerable<Operation> operations)
    {
        var neurons = new HashSet<(string, int)>();
        int steps = 0;
        foreach (Operation operation in operations)
        {
            if (operation.Origin is not { Population: { } population, Neuron: >= 0 } origin)
                continue;
            neurons.Add((population, origin.Neuron));
            steps = Math.Max(steps, origin.Step + 1);
        }

        return new NeuronShare(neurons.Count, steps);
    }

    /// <summary>What would fit, as the end of a sentence.</summary>
    /// <param name="needed">Qubits the program needs.</param>
    /// <param name="available">Qubits there are.</param>
    /// <param name="steps">Leading time steps that fit, or -1 where fewer steps need no fewer qubits.</param>
    public string Fits(int needed, int available, int steps = -1)
    {
        if (Neurons == 0)
            return string.Create(CultureInfo.InvariantCulture, $"take {needed - available} fewer");
        int neurons = (int)((long)available * Neurons / needed);
        string some = string.Create(CultureInfo.InvariantCulture, $"about {neurons} of its {Neurons} neurons fit");
        if (steps == 0)
            return $"one time step is too wide already, and {some}";
        return steps < 0 ? some : string.Create(CultureInfo.InvariantCulture, $"{steps} of its {Steps} time steps fit, or {some}");
    }
}
