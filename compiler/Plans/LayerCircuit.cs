using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Plans;

/// <summary>One circuit of a layer: neurons side by side on disjoint qubits, over all time steps.</summary>
/// <param name="Program">The program; its inputs are the encoding angles and, if so chosen, the parameters.</param>
/// <param name="Groups">The neurons in it.</param>
public sealed record LayerCircuit(CircuitProgram Program, EquatableArray<NeuronGroup> Groups)
{
    /// <summary>The values of the program's inputs for one sample, where nothing but input lines and biases makes currents: in the first layer.</summary>
    /// <param name="external">What input lines and biases contribute to each current.</param>
    /// <returns>One value an input, angles in radians.</returns>
    public double[] Bind(ExternalCurrent external)
    {
        ArgumentNullException.ThrowIfNull(external);
        double[] values = new double[Program.Inputs.Count];
        foreach (NeuronGroup group in Groups)
        {
            NeuronModel model = group.Population.Neuron;
            for (int neuron = group.FirstNeuron; neuron < group.FirstNeuron + group.Count; neuron++)
            {
                for (int parameter = 0; parameter < model.ParameterNames.Count && group.FirstParameter >= 0; parameter++)
                    values[group.ParameterInput(neuron, parameter)] = group.Population.ParametersOf(neuron)[parameter];
                for (int step = 0; step < group.StepEncodings.Count; step++)
                {
                    for (int channel = 0; channel < model.Channels && group.StepEncodings[step] >= 0; channel++)
                        values[group.EncodingInput(neuron, step, channel)] = model.EncodingAngle(external(group.Population.Name, neuron, step, channel));
                }
            }
        }

        return values;
    }
}
